package org.lienthong.exchange.directory;

/**
 * One thing wrong in the files of the directory.
 *
 * @param line 1-based, the header being line 1; 0: the whole file
 * @param column name in the header; empty: the whole row
 */
public record RowFault(String file, long line, String column, String messageVi, String messageEn) {

    @Override
    public String toString() {
        return file + ":" + line + (column.isEmpty() ? "" : " [" + column + "]") + ": " + messageVi + " / " + messageEn;
    }
}
