package org.lienthong.client.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.tracking.Business;
import org.lienthong.client.tracking.Progress;
import org.lienthong.client.tracking.SentDocument;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        header = "Xem trạng thái văn bản đã gửi / see where a document stands",
        mixinStandardHelpOptions = true,
        description = {
            "Văn bản đã gửi đang ở đâu, với từng nơi nhận.",
            "Where a document that was sent stands, for each recipient."
        })
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** One of the two. */
    static final class Which {

        @Parameters(
                paramLabel = "MESSAGEID",
                description = {"Mã lần gửi, trên biên nhận.", "Id of the submission, on the receipt."})
        private @Nullable String messageId;

        @Option(
                names = "--document",
                paramLabel = "DOCUMENTID",
                description = {"Mọi lần gửi của văn bản này.", "Every submission of this document."})
        private @Nullable String documentId;
    }

    @Override
    public Integer call() {
        AgencyClient client = bus.connection().client();
        Console console = bus.console();
        List<SentDocument> found = which.messageId != null
                ? List.of(client.status(new MessageId(which.messageId)))
                : client.status(new DocumentId(String.valueOf(which.documentId)));
        for (SentDocument document : found) {
            console.good(
                    "Văn bản " + document.documentId() + ", gửi lúc " + Console.time(document.acceptedAt()),
                    "MessageId " + document.messageId());
            document.recipients().forEach(one -> tell(console, one));
            console.json(told(document));
        }
        return ExitCode.DONE;
    }

    private static void tell(Console console, Progress progress) {
        console.fact(
                progress.organ().value(),
                word(progress.state()) + "  " + Console.time(progress.since()) + "  (lần/attempt " + progress.attempt()
                        + ")");
        fact(console, "xử lý / status", progress.business().flatMap(work -> work.code()
                .map(code ->
                        code + work.since().map(at -> "  " + Console.time(at)).orElse(""))));
        fact(console, "số đến / arrival number", progress.business().flatMap(work -> work.entry()
                .arrivalNumber()));
        fact(console, "lý do / reason", progress.reason());
        fact(console, "nơi nhận hỏi lúc / last polled", progress.lastPolledAt().map(Console::time));
        fact(console, "xếp trước / ahead of it", progress.backlogAhead());
        fact(console, "hết hạn / expires", progress.expiresAt().map(Console::time));
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static void fact(Console console, String label, Optional<?> value) {
        value.ifPresent(some -> console.fact("  " + label, some));
    }

    private static String word(Progress.State state) {
        return switch (state) {
            case WAITING -> "ĐANG CHỜ / WAITING";
            case LEASED -> "ĐANG GIỮ / LEASED";
            case SERVED -> "ĐÃ GIAO NỘI DUNG / SERVED";
            case TAKEN -> "ĐÃ KÝ NHẬN / TAKEN";
            case REFUSED -> "BỊ TỪ CHỐI / REFUSED";
            case EXPIRED -> "HẾT HẠN / EXPIRED";
            case RECALLED -> "ĐÃ LẤY LẠI / RECALLED";
        };
    }

    private static JsonObject told(SentDocument document) {
        return new JsonObject()
                .put("result", "status")
                .put("messageId", document.messageId())
                .put("documentId", document.documentId())
                .put("acceptedAt", document.acceptedAt())
                .put(
                        "recipients",
                        document.recipients().stream()
                                .map(one -> new JsonObject()
                                        .put("organ", one.organ())
                                        .put("deliveryId", one.deliveryId())
                                        .put("state", one.state().name())
                                        .put("since", one.since())
                                        .put("attempt", one.attempt())
                                        .put("firstServedAt", one.firstServedAt())
                                        .put("takenAt", one.takenAt())
                                        .put("business", one.business().flatMap(Business::code))
                                        .put("reason", one.reason())
                                        .put("lastPolledAt", one.lastPolledAt())
                                        .put("backlogAhead", one.backlogAhead())
                                        .put("expiresAt", one.expiresAt()))
                                .toList());
    }
}
