package org.lienthong.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.ledger.Outbox;
import org.lienthong.client.notice.OutgoingStatus;
import org.lienthong.client.notice.RegisterEntry;
import org.lienthong.client.sending.Receipt;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send-status",
        header = "Gửi trạng thái xử lý / send a status message",
        mixinStandardHelpOptions = true,
        description = {
            "Gửi một thông điệp trạng thái (01-06, 13, 15, 16) về văn bản đã nhận hoặc đã gửi. Chạy lại lúc nào cũng an toàn.",
            "Sends a status message (01-06, 13, 15, 16) about a document. Running the same command again is always safe."
        })
final class SendStatusCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @Parameters(
            paramLabel = "EDXML",
            description = {"Tệp edXML trạng thái.", "The edXML of the status."})
    private Path edxml = Path.of("");

    @Option(
            names = "--about",
            required = true,
            paramLabel = "FILE",
            description = {"Tệp edXML của văn bản được nói đến.", "The edXML file of the document spoken of."})
    private Path about = Path.of("");

    @Option(
            names = "--delivery",
            paramLabel = "DELIVERYID",
            converter = DeliveryWord.class,
            description = {
                "Lượt gửi nào, nếu văn bản đã đi hơn một lần.",
                "Which delivery, if the document went more than once."
            })
    private @Nullable DeliveryId delivery;

    @Option(names = "--arrival-number", paramLabel = "N", description = "Số đến / arrival number.")
    private @Nullable String arrivalNumber;

    @Option(names = "--arrival-date", paramLabel = "YYYY-MM-DD", description = "Ngày đến / arrival date.")
    private @Nullable LocalDate arrivalDate;

    @Option(names = "--unit", paramLabel = "NAME", description = "Đơn vị xử lý / handling unit.")
    private @Nullable String unit;

    @Option(names = "--assignee", paramLabel = "NAME", description = "Người xử lý / assignee.")
    private @Nullable String assignee;

    @Override
    public Integer call() throws IOException {
        Connection connection = bus.connection();
        Console console = bus.console();
        Outbox outbox = new Outbox(
                connection.client(),
                connection.sent(),
                connection.configuration().organ());
        Outbox.Sent sent = outbox.send(status(), edxml.toAbsolutePath().toString());
        Receipt receipt = sent.receipt();
        if (sent.earlier()) {
            console.good(
                    "Trạng thái này đã gửi trước đây; biên nhận lấy từ sổ", "Sent before; the receipt is the ledger's");
        } else {
            console.good(
                    "Trục đã nhận trạng thái và ký biên nhận",
                    "The bus has accepted the status and signed the receipt");
        }
        console.fact("MessageId", receipt.messageId());
        console.fact("Lúc / at", Console.time(receipt.acceptedAt()));
        console.fact("Biên nhận / receipt", sent.folder().resolve("receipt.xml"));
        console.json(new JsonObject()
                .put("result", sent.earlier() ? "sentBefore" : "sent")
                .put("messageId", receipt.messageId())
                .put("acceptedAt", receipt.acceptedAt())
                .put("receipt", sent.folder().resolve("receipt.xml")));
        return ExitCode.DONE;
    }

    private OutgoingStatus status() throws IOException {
        OutgoingStatus status = OutgoingStatus.of(
                        new MessageId(UUID.randomUUID().toString()),
                        Files.readAllBytes(edxml),
                        Digest.sha256(Files.readAllBytes(about)))
                .with(new RegisterEntry(
                        Optional.ofNullable(arrivalNumber),
                        Optional.ofNullable(arrivalDate),
                        Optional.ofNullable(unit),
                        Optional.ofNullable(assignee),
                        Optional.empty(),
                        Optional.empty()));
        DeliveryId some = delivery;
        return some == null ? status : status.ofDelivery(some);
    }
}
