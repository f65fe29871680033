package org.lienthong.simulator.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.lienthong.message.identity.OrganId;

/** The directory that a bus loads, as CSV files and certificates. */
final class DirectoryFiles {

    private final Path folder;
    private final OrganNames names = new OrganNames();
    private final List<String> organs = new ArrayList<>();
    private final List<String> systems = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    DirectoryFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        organs.add("organ_id,name,code102,parent,kind,state,successor,contact_point");
        systems.add("system_id,organ_id,name");
        keys.add("system_id,key");
    }

    void add(OrganId organ, X509Certificate certificate) throws IOException, GeneralSecurityException {
        String code = organ.value();
        String system = systemOf(organ);
        organs.add(String.join(
                ",", code, quoted(names.of(organ)), code102(code), parent(code), kind(code), "OPEN", "", ""));
        systems.add(String.join(",", system, code, quoted("Hệ thống quản lý văn bản " + code)));
        keys.add(String.join(",", system, code + ".pem"));
        Files.writeString(folder.resolve(code + ".pem"), KeyFolder.pem(certificate));
    }

    void write() throws IOException {
        Files.write(folder.resolve("organs.csv"), organs);
        Files.write(folder.resolve("systems.csv"), systems);
        Files.write(folder.resolve("keys.csv"), keys);
        Files.write(folder.resolve("mandates.csv"), List.of("system_id,organ_id,scopes,valid_from,valid_to"));
    }

    private static String systemOf(OrganId organ) {
        return "qlvb-" + organ;
    }

    /** The 13 characters of QCVN 102:2016, which a code of the first level has by its rule. */
    private static String code102(String code) {
        return code.indexOf('.') < 0 ? "000.00.00." + code : "";
    }

    private String parent(String code) {
        int dot = code.lastIndexOf('.');
        String above = dot < 0 ? "" : code.substring(0, dot);
        return organs.stream().anyMatch(row -> row.startsWith(above + ",")) ? above : "";
    }

    private static String kind(String code) {
        if (code.indexOf('.') >= 0) {
            return "UNIT";
        }
        return code.startsWith("G") ? "MINISTRY" : "PROVINCE";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
