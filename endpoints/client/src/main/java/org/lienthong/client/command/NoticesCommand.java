package org.lienthong.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.ledger.NoticeFiles;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.NoticePage;
import org.lienthong.client.notice.NoticeQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "notices",
        header = "Nhận trạng thái và thông báo của trục / receive statuses and notices",
        mixinStandardHelpOptions = true,
        description = {
            "Lấy trạng thái bên kia gửi và thông báo của trục, ghi mỗi cái một tệp theo NoticeId rồi ký nhận.",
            "Takes statuses of the other side and notices of the bus, writes each under its NoticeId, then confirms them."
        })
final class NoticesCommand implements Callable<Integer> {

    private static final int AT_ONCE = 100;
    private static final int LONGEST_WAIT = 50;

    @Mixin
    private BusOptions bus = new BusOptions();

    @Option(
            names = "--into",
            required = true,
            paramLabel = "DIR",
            description = {
                "Ghi DIR/<NoticeId>.json, và .edxml nếu là trạng thái.",
                "Writes DIR/<NoticeId>.json, and .edxml of a status."
            })
    private Path into = Path.of("");

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = {
                "Nếu chưa có gì thì chờ, không quá 50 giây.",
                "If there is nothing, wait so long, at most 50."
            })
    private int wait;

    @Override
    public Integer call() throws IOException {
        AgencyClient client = bus.connection().client();
        Console console = bus.console();
        NoticeFiles files = NoticeFiles.open(into);
        NoticeQuery query = NoticeQuery.upTo(AT_ONCE).waiting(Duration.ofSeconds(Math.min(wait, LONGEST_WAIT)));
        boolean any = false;
        boolean more = true;
        while (more) {
            NoticePage page = client.receiveNotices(query);
            for (Notice notice : page.notices()) {
                any = true;
                tell(console, notice, files.keep(notice));
            }
            client.confirmNotices(page.notices());
            more = page.more() && !page.notices().isEmpty();
        }
        if (!any) {
            console.good("Không có thông báo mới", "No news");
        }
        return ExitCode.DONE;
    }

    private static void tell(Console console, Notice notice, Path file) throws IOException {
        Optional<String> code = notice.status().map(status -> " " + status.code());
        console.good(
                notice.kind() + code.orElse("") + "  " + Console.time(notice.at()),
                notice.delivery()
                        .map(of -> of.documentId() + "  " + of.from() + " → " + of.to())
                        .or(() -> notice.closed()
                                .map(of -> of.organ()
                                        + of.successor()
                                                .map(next -> " → " + next)
                                                .orElse("")))
                        .orElse(""));
        console.json(JsonObject.read(Files.readAllBytes(file))
                .put("result", "notice")
                .put("file", file));
    }
}
