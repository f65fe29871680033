package org.lienthong.exchange.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The CSV files of a directory, as a test says them. */
public final class DirectoryFolder {

    private final Path folder;
    private final List<String> organs = new ArrayList<>();
    private final List<String> systems = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> mandates = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>(Map.of(
            "organs.csv", "organ_id,name,code102,parent,kind,state,successor,contact_point",
            "systems.csv", "system_id,organ_id,name",
            "keys.csv", "system_id,key",
            "mandates.csv", "system_id,organ_id,scopes,valid_from,valid_to"));

    private boolean extended;

    public DirectoryFolder(Path folder) {
        this.folder = folder;
    }

    /** @return with VPCP (G22), HCMC (H29) and Quảng Ninh (H49) open, each with its QCVN 102 alias */
    public static DirectoryFolder usual(Path folder) {
        return new DirectoryFolder(folder)
                .organ("G22,Văn phòng Chính phủ,000.00.00.G22,,VPCP,OPEN,,")
                .organ("H29,UBND Thành phố Hồ Chí Minh,000.00.00.H29,,UBND,OPEN,,vanthu@tphcm.gov.vn")
                .organ("H49,UBND tỉnh Quảng Ninh,000.00.00.H49,,UBND,OPEN,,")
                .organ("H57,UBND thành phố Huế,000.00.00.H57,,UBND,NOT_CONNECTED,,")
                .organ("H26.TX,UBND thị xã cũ,,,UBND,CLOSED,H29,")
                .system("vpcp,G22,Hệ thống văn bản VPCP")
                .system("hcmc,H29,Hệ thống văn bản TP.HCM");
    }

    public DirectoryFolder organ(String row) {
        organs.add(row);
        return this;
    }

    public DirectoryFolder system(String row) {
        systems.add(row);
        return this;
    }

    public DirectoryFolder key(String row) {
        keys.add(row);
        return this;
    }

    public DirectoryFolder mandate(String row) {
        mandates.add(row);
        return this;
    }

    /** With the optional columns too: aliases, level, valid_from, valid_to of organs; bound_at, unbound_at of keys. */
    public DirectoryFolder extended() {
        if (!extended) {
            extended = true;
            header(
                    "organs.csv",
                    "organ_id,name,code102,parent,kind,state,successor,contact_point,aliases,level,valid_from,valid_to");
            header("keys.csv", "system_id,key,bound_at,unbound_at");
            organs.replaceAll(row -> row + ",,,,");
            keys.replaceAll(row -> row + ",,");
        }
        return this;
    }

    public DirectoryFolder header(String file, String header) {
        headers.put(file, header);
        return this;
    }

    /** Takes away every row that starts so. */
    public DirectoryFolder without(String start) {
        List.of(organs, systems, keys, mandates).forEach(rows -> rows.removeIf(row -> row.startsWith(start)));
        return this;
    }

    public Path write() {
        write("organs.csv", organs);
        write("systems.csv", systems);
        write("keys.csv", keys);
        write("mandates.csv", mandates);
        return folder;
    }

    private void write(String file, List<String> rows) {
        try {
            Files.writeString(folder.resolve(file), headers.get(file) + "\n" + String.join("\n", rows) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
