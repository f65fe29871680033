package org.lienthong.client.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.ledger.ReceivedLedger;
import org.lienthong.client.ledger.SentLedger;
import org.lienthong.client.tracking.ConnectionCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        header = "Kiểm tra kết nối / check the connection",
        mixinStandardHelpOptions = true,
        description = {
            "Kiểm tra kết nối: trục thấy hệ thống này là ai, đồng hồ lệch bao nhiêu, chứng thư còn bao lâu; việc dở dang trong sổ.",
            "Checks the connection: who the bus takes this system for, clock, certificate; what the ledger has left unfinished."
        })
final class CheckCommand implements Callable<Integer> {

    private static final int SOON = 30;

    @Mixin
    private BusOptions bus = new BusOptions();

    @Override
    public Integer call() throws IOException {
        Connection connection = bus.connection();
        Console console = bus.console();
        ConnectionCheck check = connection.client().check();
        List<SentLedger.Entry> sent = connection.sent().unfinished();
        List<ReceivedLedger.Entry> received = connection.received().unfinished();
        console.good(
                "Kết nối tốt: trục biết hệ thống này là " + check.system() + ", thay mặt " + check.organ(),
                "Connected: the bus knows this system as " + check.system() + ", acting for " + check.organ());
        console.fact(
                "Trục / bus",
                connection.configuration().busName() + "  "
                        + connection.configuration().address());
        console.fact("Phiên bản / profile", check.profileVersion());
        console.fact("Đồng hồ lệch / clock offset", check.clockOffset().toSeconds() + " s");
        console.fact("Chứng thư còn / certificate left", check.certificateDaysLeft() + " ngày/days");
        for (ConnectionCheck.Mandate mandate : check.mandates()) {
            console.fact("Được phép / may", mandate.organ() + ": " + String.join(", ", mandate.scopes()));
        }
        console.fact("Gửi dở dang / sends unfinished", sent.size());
        sent.forEach(entry -> console.fact("", entry.source() + "  " + entry.messageId()));
        console.fact("Nhận dở dang / takes unfinished", received.size());
        warn(console, check);
        console.json(told(check).put("unfinishedSends", sent.size()).put("unfinishedTakes", received.size()));
        return ExitCode.DONE;
    }

    private static void warn(Console console, ConnectionCheck check) {
        if (check.certificateDaysLeft() <= SOON) {
            console.note(
                    "chứng thư số sắp hết hạn: hãy xin chứng thư mới", "the certificate ends soon: ask for a new one");
        }
        check.nextBusCertificate()
                .ifPresent(next -> console.note(
                        "trục sắp đổi chứng thư ký; thêm chứng thư có SHA-256 " + next + " vào bus.certificates",
                        "the bus will sign with another certificate; add the one of this SHA-256 to bus.certificates"));
    }

    private static JsonObject told(ConnectionCheck check) {
        return new JsonObject()
                .put("result", "connected")
                .put("organ", check.organ())
                .put("system", check.system())
                .put(
                        "mandates",
                        check.mandates().stream()
                                .map(one -> new JsonObject()
                                        .put("organ", one.organ())
                                        .put("scopes", String.join(" ", one.scopes())))
                                .toList())
                .put("clockOffsetSeconds", check.clockOffset().toSeconds())
                .put("certificateDaysLeft", check.certificateDaysLeft())
                .put("profileVersion", check.profileVersion())
                .put("nextBusCertificate", check.nextBusCertificate());
    }
}
