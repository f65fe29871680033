package org.lienthong.exchange.directory;

import java.nio.file.Path;
import java.util.List;

/** A folder of CSV files, and where its faults are gathered. */
record CsvSource(Path folder, RowFaults faults) {

    List<CsvRow> rows(String file, CsvTable.Columns columns) {
        return CsvTable.read(folder, file, columns, faults);
    }
}
