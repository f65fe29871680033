package org.lienthong.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge of traces must be able to say no. */
final class SyncOrderTest {

    private static final String OBJECT = "abcd".repeat(16);
    private static final String SYNC = "7 fsync(40</d/content/spool/s1>) = 0";
    private static final String RENAME =
            "7 rename(\"/d/content/spool/s1\", \"/d/content/objects/ab/cd/" + OBJECT + "\") = 0";
    private static final String FOLDER = "7 fsync(41</d/content/objects/ab/cd>) = 0";
    private static final String ROW =
            "9 pwrite64(5</d/postgres/data/pg_wal/000000010000000000000001>, \"\\1\\2crash-0\\0\", 8192, 0) = 8192";
    private static final String LOG = "9 fdatasync(5</d/postgres/data/pg_wal/000000010000000000000001>) = 0";
    private static final String ANSWER =
            "7 write(77<TCPv6:[[::ffff:127.0.0.1]:20000->[::ffff:127.0.0.1]:40000]>, \"HTTP/1.1 200 OK\\r\\n\", 900) = 900";

    private static final List<String> GOOD = List.of(SYNC, RENAME, FOLDER, ROW, LOG, ANSWER);
    private static final SyncOrder ORDER = new SyncOrder("crash-0", List.of(OBJECT), 20_000);

    private static List<String> problems(List<String> trace) {
        return ORDER.problems(SystemCall.read(trace));
    }

    private static List<String> moved(String line, int to) {
        List<String> trace = new ArrayList<>(GOOD);
        trace.remove(line);
        trace.add(to, line);
        return trace;
    }

    private static List<String> replaced(String line, String... others) {
        List<String> trace = new ArrayList<>(GOOD);
        int at = trace.indexOf(line);
        trace.remove(at);
        trace.addAll(at, List.of(others));
        return trace;
    }

    @Test
    void findsNothingWrongWithTheRightOrder() {
        assertThat(problems(GOOD)).isEmpty();
    }

    @Test
    void seesEachSyncThatComesAfterTheAnswer() {
        assertThat(problems(moved(ANSWER, 4))).singleElement().asString().contains("log was not synced");
        assertThat(problems(moved(ANSWER, 3))).singleElement().asString().contains("was not in the database's log");
        assertThat(problems(moved(ANSWER, 2))).hasSize(2);
        assertThat(problems(moved(ANSWER, 0))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void seesEachMissingSync() {
        assertThat(problems(replaced(SYNC))).singleElement().asString().contains("before it was synced");
        assertThat(problems(replaced(RENAME))).singleElement().asString().contains("never got its name");
        assertThat(problems(replaced(FOLDER))).singleElement().asString().contains("folder");
        assertThat(problems(replaced(ROW))).singleElement().asString().contains("was not in the database's log");
        assertThat(problems(replaced(LOG))).singleElement().asString().contains("log was not synced");
        assertThat(problems(replaced(ANSWER))).singleElement().asString().contains("no answer");
    }

    @Test
    void seesARowThatNamesContentNotYetSynced() {
        assertThat(problems(moved(FOLDER, 4))).singleElement().asString().contains("folder");
    }

    @Test
    void countsASyncOnlyWhenItHasEndedWell() {
        assertThat(problems(replaced(LOG, LOG.replace("= 0", "= -1 EIO (Input/output error)"))))
                .hasSize(1);
        String begun = LOG.replace(") = 0", " <unfinished ...>");
        String ended = "9 <... fdatasync resumed>) = 0";
        assertThat(problems(List.of(SYNC, RENAME, FOLDER, ROW, begun, ended, ANSWER)))
                .isEmpty();
        assertThat(problems(List.of(SYNC, RENAME, FOLDER, ROW, begun, ANSWER, ended)))
                .hasSize(1);
        assertThat(problems(List.of(SYNC, RENAME, FOLDER, begun, ROW, ended, ANSWER)))
                .as("a sync that had begun before the row was written may not cover it")
                .hasSize(1);
    }

    @Test
    void takesNoOtherSocketForTheAnswer() {
        assertThat(problems(replaced(ANSWER, ANSWER.replace(":20000->", ":20001->"))))
                .hasSize(1);
    }
}
