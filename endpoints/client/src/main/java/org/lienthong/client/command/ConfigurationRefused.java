package org.lienthong.client.command;

/** A setting, a file or a word on the command line that cannot be used; told in Vietnamese and English. */
final class ConfigurationRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigurationRefused(String vi, String en) {
        super(vi + " / " + en);
    }

    ConfigurationRefused(String vi, String en, Throwable cause) {
        super(vi + " / " + en, cause);
    }
}
