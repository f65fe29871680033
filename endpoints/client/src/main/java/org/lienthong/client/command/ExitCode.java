package org.lienthong.client.command;

/** How a command ends. */
final class ExitCode {

    static final int DONE = 0;
    /** The bus refused: a final answer, signed. */
    static final int REFUSED = 1;
    /** The command line, the configuration, or this machine; picocli's code for the first too. */
    static final int UNUSABLE = 2;
    /** No answer to rely on: the same command may be run again. */
    static final int NO_ANSWER = 3;
    /** Content that is not what was announced or signed: nothing was placed or confirmed. */
    static final int MISMATCH = 4;

    private ExitCode() {}
}
