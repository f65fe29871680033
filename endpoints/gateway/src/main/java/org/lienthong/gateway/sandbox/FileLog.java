package org.lienthong.gateway.sandbox;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** The log of a command that keeps the terminal for people. */
public final class FileLog {

    private FileLog() {}

    /** From now on all that is logged goes to the file. */
    public static void to(Path file) {
        LoggerContext context = context();
        context.reset();
        context.putProperty("lienthong.log", file.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL settings = Objects.requireNonNull(FileLog.class.getResource("file-logback.xml"));
        try {
            configurator.doConfigure(settings);
        } catch (JoranException ours) {
            throw new IllegalStateException("file-logback.xml", ours);
        }
    }

    /** Lets go of the file. */
    public static void close() {
        context().stop();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
