package org.lienthong.client.command;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.ledger.ReceivedLedger;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Confirmed;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.message.identity.DeliveryId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "confirm",
        header = "Ký nhận, từ chối bằng tay / confirm or refuse by hand",
        mixinStandardHelpOptions = true,
        description = {
            "Ký nhận hoặc từ chối một lượt gửi bằng tay; lệnh receive tự ký nhận. Từ chối ở đây chỉ vì nội dung hỏng;",
            "cán bộ từ chối xử lý là trạng thái 02, sau khi đã ký nhận.",
            "Confirms or refuses a delivery by hand; receive confirms by itself. Refused here means damaged content; a clerk's",
            "refusal is status 02, after TAKEN."
        })
final class ConfirmCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @Parameters(
            paramLabel = "DELIVERYID",
            converter = DeliveryWord.class,
            description = {"Mã lượt gửi.", "Id of the delivery."})
    private DeliveryId id = DeliveryId.random();

    @ArgGroup(multiplicity = "1")
    private Verdict verdict = new Verdict();

    /** One of the two. */
    static final class Verdict {

        @Option(
                names = "--taken",
                required = true,
                description = {"Đã nhận đủ nội dung.", "The content was received whole."})
        private boolean taken;

        @Option(
                names = "--refused",
                paramLabel = "REASON",
                converter = ReasonWord.class,
                description = {
                    "Từ chối vì: DigestMismatch, SignatureInvalid, Unreadable, Malware, NotForUs, StateSecret.",
                    "Refused because of one of these."
                })
        private @Nullable Outcome refused;

        Outcome outcome() {
            return taken || refused == null ? Outcome.TAKEN : refused;
        }
    }

    @Override
    public Integer call() throws IOException {
        Connection connection = bus.connection();
        Console console = bus.console();
        AgencyClient client = connection.client();
        ReceivedLedger ledger = connection.received();
        Confirmation confirmation = confirmation(connection, client, ledger);
        Confirmed confirmed = client.confirm(confirmation);
        ReceivedLedger.Entry entry = ledger.confirmedByHand(confirmation, confirmed.signed());
        console.good(
                confirmed.taken() ? "Trục đã ghi nhận: ĐÃ KÝ NHẬN" : "Trục đã ghi nhận: TỪ CHỐI",
                confirmed.taken() ? "The bus has recorded: TAKEN" : "The bus has recorded: REFUSED");
        console.fact("DeliveryId", confirmed.deliveryId());
        console.fact("Lúc / at", Console.time(confirmed.recordedAt()));
        console.fact("Trả lời đã ký / signed answer", entry.folder().resolve("acknowledgement.xml"));
        console.json(new JsonObject()
                .put("result", confirmed.taken() ? "taken" : "refused")
                .put("deliveryId", confirmed.deliveryId())
                .put("recordedAt", confirmed.recordedAt())
                .put("eventSha256", confirmed.eventSha256())
                .put("acknowledgement", entry.folder().resolve("acknowledgement.xml")));
        return ExitCode.DONE;
    }

    /** What the ledger keeps is repeated word for word; else the bus is asked what it served. */
    private Confirmation confirmation(Connection connection, AgencyClient client, ReceivedLedger ledger)
            throws IOException {
        Optional<Confirmation> kept = ledger.find(id).map(ReceivedLedger.Entry::confirmation);
        if (kept.isPresent() && kept.get().outcome() != verdict.outcome()) {
            throw new ConfigurationRefused(
                    "theo sổ, lượt gửi này là " + kept.get().outcome(),
                    "by the ledger this delivery is " + kept.get().outcome());
        }
        return kept.isPresent()
                ? kept.get()
                : Confirmation.of(
                        client.get(id, Include.CONTENT),
                        verdict.outcome(),
                        connection.clock().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Reads a reason as the contract writes it. */
    static final class ReasonWord implements ITypeConverter<Outcome> {

        @Override
        public Outcome convert(String text) {
            return Arrays.stream(Outcome.values())
                    .filter(outcome ->
                            outcome.reason().filter(text::equalsIgnoreCase).isPresent())
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' không phải lý do / is no such reason"));
        }
    }
}
