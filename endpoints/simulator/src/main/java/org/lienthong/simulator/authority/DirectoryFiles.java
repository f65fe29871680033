package org.lienthong.simulator.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.lienthong.message.identity.OrganId;

/**
 * The directory that a bus loads, as CSV files and certificates. Rows are only ever added: what somebody wrote into the files
 * by hand stays.
 */
final class DirectoryFiles {

    private final Path folder;
    private final OrganNames names = new OrganNames();
    private final List<String> organs;
    private final List<String> systems;
    private final List<String> keys;

    DirectoryFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        organs = rows("organs.csv", "organ_id,name,code102,parent,kind,state,successor,contact_point");
        systems = rows("systems.csv", "system_id,organ_id,name");
        keys = rows("keys.csv", "system_id,key");
    }

    private List<String> rows(String name, String header) throws IOException {
        Path file = folder.resolve(name);
        return new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of(header));
    }

    /** Adds what is not there yet; the certificate replaces an older one of the same key. */
    void keep(OrganId organ, X509Certificate certificate) throws IOException, GeneralSecurityException {
        String code = organ.value();
        String system = systemOf(organ);
        if (isNew(organs, code)) {
            organs.add(String.join(
                    ",", code, quoted(names.of(organ)), code102(code), parent(code), kind(code), "OPEN", "", ""));
        }
        if (isNew(systems, system)) {
            systems.add(String.join(",", system, code, quoted("Hệ thống quản lý văn bản " + code)));
        }
        if (isNew(keys, system)) {
            keys.add(String.join(",", system, code + ".pem"));
        }
        Secrets.publish(folder.resolve(code + ".pem"), KeyFolder.pem(certificate));
    }

    private static boolean isNew(List<String> rows, String id) {
        return rows.stream().noneMatch(row -> row.startsWith(id + ","));
    }

    void write() throws IOException {
        write("organs.csv", organs);
        write("systems.csv", systems);
        write("keys.csv", keys);
        if (!Files.exists(folder.resolve("mandates.csv"))) {
            write("mandates.csv", List.of("system_id,organ_id,scopes,valid_from,valid_to"));
        }
    }

    private void write(String name, List<String> rows) throws IOException {
        Secrets.publish(folder.resolve(name), String.join("\n", rows) + "\n");
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
