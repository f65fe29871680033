package org.lienthong.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lienthong.gateway.crash.CrashSite.VPCP;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.client.sending.Receipt;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Promise 1, read off the system calls of bus and database: no byte of a receipt before content and rows are synced. */
@Tag("crash")
final class ReceiptOrderTest {

    private static final String CALLS =
            "trace=fsync,fdatasync,rename,renameat,renameat2,write,writev,pwrite64,pwritev,sendto,sendmsg";

    @Test
    @Timeout(900)
    void syncsContentAndDatabaseBeforeTheFirstByteOfTheReceipt(@TempDir Path dir) throws Exception {
        assumeTrue(canTrace(), "skipped: strace is not installed, or may not trace here");
        Path trace = dir.resolve("trace.txt");
        try (CrashSite site = CrashSite.make(dir)) {
            BusProcess first = site.start(); // what only a first start writes is not worth a trace
            first.awaitServing();
            first.stop();
            BusProcess traced = site.startUnder(List.of(
                    "strace", "-f", "--seccomp-bpf", "-yy", "-s", "65536", "-e", CALLS, "-o", trace.toString()));
            traced.awaitServing();
            Receipt receipt = site.client(VPCP).send(new Letters().letter(0));
            traced.stop();

            SyncOrder order = new SyncOrder(receipt.messageId().value(), objects(site), site.port());
            assertThat(order.objects()).as("edXML, attachment, raw entity").hasSizeBetween(2, 3);
            assertThat(order.problems(SystemCall.read(Files.readAllLines(trace, StandardCharsets.ISO_8859_1))))
                    .isEmpty();
        }
    }

    private static List<String> objects(CrashSite site) {
        try (EmbeddedPostgres postgres = site.database()) {
            return JdbcClient.create(
                            new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password()))
                    .sql("""
                            select raw_sha256 from document union select edxml_sha256 from document
                            union select object_sha256 from attachment""")
                    .query((row, n) -> Digest.of(row.getBytes(1)).toString())
                    .list();
        }
    }

    private static boolean canTrace() throws InterruptedException {
        try {
            Process tried = new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return tried.waitFor(20, TimeUnit.SECONDS) && tried.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
