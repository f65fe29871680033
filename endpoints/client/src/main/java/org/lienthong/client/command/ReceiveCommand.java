package org.lienthong.client.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.ledger.Inbox;
import org.lienthong.client.ledger.ReceivedLedger;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.ReceiveRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "receive",
        header = "Nhận và ký nhận văn bản / receive and confirm documents",
        mixinStandardHelpOptions = true,
        description = {
            "Lấy văn bản đang chờ, kiểm tra mã băm và chữ ký bên gửi, ghi vào thư mục rồi ký nhận. Mỗi văn bản vào thư mục đúng một lần.",
            "Takes what waits, verifies digests and the sender's signature, writes it into a folder, then confirms. Each document",
            "appears in the folder exactly once."
        })
final class ReceiveCommand implements Callable<Integer> {

    private static final int AT_ONCE = 10;
    private static final int LONGEST_WAIT = 50;
    /** The bus says these of a lease that has passed to another, or a document that is no more: nothing to take. */
    private static final Set<String> GONE = Set.of("LeaseLost", "DeliveryEnded", "UnknownDelivery");

    @Mixin
    private BusOptions bus = new BusOptions();

    @Option(
            names = "--into",
            required = true,
            paramLabel = "DIR",
            description = {
                "Thư mục nhận: mỗi văn bản một thư mục con DIR/<DeliveryId>.",
                "Inbox: each document a folder DIR/<DeliveryId>."
            })
    private Path into = Path.of("");

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "2147483647",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = {"Nhận tối đa N văn bản rồi thôi.", "Take at most N documents, then end."})
    private int max;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = {
                "Nếu chưa có gì thì chờ tối đa ngần ấy giây, không quá 50.",
                "If nothing waits, wait so long for it, at most 50."
            })
    private int wait;

    @Option(
            names = "--follow",
            description = {"Nhận mãi cho đến khi bị dừng (Ctrl-C).", "Go on until stopped (Ctrl-C)."})
    private boolean follow;

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description = {
                "Giữ riêng văn bản trong ngần ấy giây, mặc định ${DEFAULT-VALUE}.",
                "How long documents are this process's alone, default ${DEFAULT-VALUE}."
            })
    private int lease;

    private int taken;
    private boolean mismatched;

    @Override
    public Integer call() throws IOException {
        Connection connection = bus.connection();
        Console console = bus.console();
        try (Inbox inbox = Inbox.open(
                connection.client(), connection.verifier(), connection.received(), into, connection.clock())) {
            finish(inbox, console);
            while (taken < max) {
                int before = taken;
                round(inbox, console);
                if (!follow && taken == before) {
                    break;
                }
            }
        } finally {
            console.clear();
        }
        if (taken == 0) {
            console.good("Không có văn bản nào đang chờ", "Nothing waits");
        }
        return mismatched ? ExitCode.MISMATCH : ExitCode.DONE;
    }

    private void finish(Inbox inbox, Console console) throws IOException {
        for (Optional<Inbox.Arrival> left = inbox.finishNext(); left.isPresent(); left = inbox.finishNext()) {
            tell(console, left.get());
        }
    }

    private void round(Inbox inbox, Console console) throws IOException {
        ReceiveRequest request = ReceiveRequest.upTo(Math.min(AT_ONCE, max - taken))
                .leasedFor(Duration.ofSeconds(lease))
                .waiting(Duration.ofSeconds(follow && wait == 0 ? LONGEST_WAIT : Math.min(wait, LONGEST_WAIT)));
        try {
            for (Delivery delivery : inbox.lease(request).deliveries()) {
                take(inbox, console, delivery);
            }
        } catch (TransportFailure lost) {
            if (!follow) {
                throw lost;
            }
            console.note(
                    "chưa có trả lời của trục, vẫn thử tiếp: " + lost.getMessage(), "no answer of the bus, going on");
        }
    }

    private void take(Inbox inbox, Console console, Delivery delivery) throws IOException {
        try (ProgressBar bar = console.progress(delivery.header().code())) {
            Inbox.Arrival arrival = inbox.take(delivery, bar);
            bar.close();
            tell(console, arrival);
            console.fact(
                    "Từ / from",
                    delivery.from() + "  " + delivery.header().senderName().orElse(""));
            console.fact(
                    "Văn bản / document",
                    delivery.header().code() + "  " + delivery.header().subject());
        } catch (ContentMismatch mismatch) {
            mismatched = true;
            Failures.mismatch(console, mismatch);
            console.detail("DeliveryId " + delivery.id() + ", MessageId " + delivery.messageId() + ", "
                    + delivery.from() + ". Từ chối hẳn / refuse it for good: confirm " + delivery.id()
                    + " --refused SignatureInvalid");
        } catch (BusRefused refused) {
            if (!GONE.contains(refused.code())) {
                throw refused;
            }
            console.note(
                    "bỏ qua " + delivery.id() + ": " + refused.fault().messageVi(),
                    refused.fault().messageEn());
        }
    }

    private void tell(Console console, Inbox.Arrival arrival) {
        taken++;
        ReceivedLedger.Entry entry = arrival.entry();
        Path place = entry.placing().map(ReceivedLedger.Placing::to).orElse(into);
        if (arrival.ended().isPresent()) {
            BusRefused.Fault fault = arrival.ended().get();
            console.bad(
                    "Đã ghi " + place + " nhưng trục không nhận xác nhận: " + fault.messageVi(),
                    "Written, but the bus takes no confirmation of it: " + fault.messageEn());
        } else if (arrival.earlier()) {
            console.good("Đã nhận từ trước, nay ký nhận xong: " + place, "Received before, confirmed now");
        } else {
            console.good("Đã nhận và ký nhận: " + place, "Received and confirmed");
        }
        console.fact("MessageId", entry.confirmation().messageId());
        console.fact("DocumentId", entry.confirmation().documentId());
        console.json(new JsonObject()
                .put("result", arrival.ended().isPresent() ? "ended" : "taken")
                .put("deliveryId", entry.id())
                .put("messageId", entry.confirmation().messageId())
                .put("documentId", entry.confirmation().documentId())
                .put("folder", place)
                .put("earlier", arrival.earlier())
                .put("code", arrival.ended().map(BusRefused.Fault::code))
                .put("acknowledgement", entry.folder().resolve("acknowledgement.xml")));
    }
}
