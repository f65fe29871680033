package org.lienthong.exchange.directory;

import java.util.ArrayList;
import java.util.List;
import org.lienthong.exchange.directory.DirectoryRefusedException.RowFault;

/** Gathers what is wrong, so that all of it is told at once. */
final class RowFaults {

    private final List<RowFault> found = new ArrayList<>();

    void add(String file, long line, String column, String messageVi, String messageEn) {
        found.add(new RowFault(file, line, column, messageVi, messageEn));
    }

    /** @throws DirectoryRefusedException if anything is wrong */
    void refuse() {
        if (!found.isEmpty()) {
            throw new DirectoryRefusedException(found);
        }
    }
}
