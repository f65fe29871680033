package org.lienthong.client.command;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The SDK's log on standard error, a plain line each; libraries are heard from warnings on. */
final class PlainLog extends Handler {

    private static final String OURS = "org.lienthong";

    private final SimpleFormatter formatter = new SimpleFormatter();

    private PlainLog() {}

    static void install() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new PlainLog());
    }

    @Override
    public void publish(LogRecord record) {
        String name = record.getLoggerName();
        Level least = name != null && name.startsWith(OURS) ? Level.INFO : Level.WARNING;
        if (record.getLevel().intValue() >= least.intValue()) {
            System.err.println("· " + formatter.formatMessage(record));
        }
    }

    @Override
    public void flush() {
        System.err.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
