package org.lienthong.exchange.directory;

import java.util.List;
import java.util.stream.Collectors;

/** The files hold faults; nothing of them was loaded. The message lists every fault, one a line. */
public final class DirectoryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RowFault> faults;

    DirectoryRefusedException(List<RowFault> faults) {
        super(faults.stream().map(RowFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<RowFault> faults() {
        return faults;
    }

    /**
     * One thing wrong in the files of the directory.
     *
     * @param line 1-based, the header being line 1; 0: the whole file
     * @param column name in the header; empty: the whole row
     */
    public record RowFault(String file, long line, String column, String messageVi, String messageEn) {

        @Override
        public String toString() {
            return file + ":" + line + (column.isEmpty() ? "" : " [" + column + "]") + ": " + messageVi + " / "
                    + messageEn;
        }
    }
}
