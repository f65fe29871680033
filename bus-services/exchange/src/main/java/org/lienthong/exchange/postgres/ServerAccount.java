package org.lienthong.exchange.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom the server runs. PostgreSQL refuses root: as root we give it a user namespace of its own, where it still owns
 * root's files but is not root; where the machine forbids that, an unprivileged account that is given the files.
 *
 * @param prefix what goes before every command of the server
 * @param uid    owner of the files it must write
 */
record ServerAccount(List<String> prefix, int uid) {

    private static final Logger LOG = LoggerFactory.getLogger(ServerAccount.class);
    private static final int NOBODY = 65534;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    ServerAccount {
        prefix = List.copyOf(prefix);
    }

    /** @param data the server's files, whose owner is kept when they exist */
    static ServerAccount choose(Path data, Commands commands) throws IOException {
        int self = FileTrees.owner(Path.of("/proc/self"));
        ServerAccount asItIs = new ServerAccount(List.of(), self);
        ServerAccount ownNamespace = new ServerAccount(List.of("unshare", "-U", "--"), self);
        if (self != 0) {
            return hasName(self) || !ownNamespace.works(commands) ? asItIs : ownNamespace;
        }
        int owner = Files.isDirectory(data) ? FileTrees.owner(data) : 0;
        if (owner != 0) {
            return unprivileged(owner);
        }
        if (ownNamespace.works(commands)) {
            return ownNamespace;
        }
        LOG.info(
                "User namespaces are forbidden here: PostgreSQL runs under uid {}, which gets its data directory",
                NOBODY);
        return unprivileged(NOBODY);
    }

    /** PostgreSQL insists that its user has a name; in a user namespace it is called nobody. */
    private static boolean hasName(int uid) throws IOException {
        Path users = Path.of("/etc/passwd");
        if (!Files.isReadable(users)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(users, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.matches("[^:]*:[^:]*:" + uid + ":.*"));
        }
    }

    private boolean works(Commands commands) {
        return commands.succeeds(command(List.of("true")), PATIENCE);
    }

    static ServerAccount unprivileged(int uid) {
        String id = Integer.toString(uid);
        return new ServerAccount(
                List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--no-new-privs", "--"), uid);
    }

    List<String> command(List<String> server) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(server);
        return all;
    }

    /** Gives the file or folder to the server's account. */
    void own(Path path) throws IOException {
        if (FileTrees.owner(path) != uid) {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", uid);
        }
    }
}
