package org.lienthong.exchange.directory;

import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.lienthong.exchange.evidence.EventBook;

/** Brings the directory to what a folder of CSV files says. */
@SuppressWarnings("DoNotCallSuggester")
public final class DirectoryLoader {

    public DirectoryLoader(DataSource source, EventBook events, InstantSource clock) {}

    /**
     * Applies the differences, each with its event, in one transaction. Loading the same again changes nothing.
     *
     * @param folder organs.csv, systems.csv, keys.csv, mandates.csv and the certificates that keys.csv names
     * @throws DirectoryRefusedException every fault of every file; nothing was loaded
     */
    public LoadReport load(Path folder) {
        throw new UnsupportedOperationException(folder.toString());
    }
}
