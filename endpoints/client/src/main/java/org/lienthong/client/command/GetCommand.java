package org.lienthong.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.ledger.DeliveryFiles;
import org.lienthong.client.original.OriginalVerifier;
import org.lienthong.client.original.VerifiedOriginal;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.message.identity.DeliveryId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        header = "Lấy lại một văn bản / fetch a document again",
        mixinStandardHelpOptions = true,
        description = {
            "Lấy lại một văn bản vào thư mục, không ký nhận, không ghi sổ. Chứng thư bên gửi được xét tại thời điểm này.",
            "Fetches a document into a folder again; confirms nothing, keeps no account. The sender's certificate is judged as of now."
        })
final class GetCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @Parameters(
            paramLabel = "DELIVERYID",
            converter = DeliveryWord.class,
            description = {"Mã lượt gửi.", "Id of the delivery."})
    private DeliveryId id = DeliveryId.random();

    @Option(
            names = "--into",
            required = true,
            paramLabel = "DIR",
            description = {"Ghi vào DIR/<DeliveryId>, chưa được có.", "Writes DIR/<DeliveryId>, which must not exist."})
    private Path into = Path.of("");

    @Override
    public Integer call() throws IOException {
        Connection connection = bus.connection();
        Console console = bus.console();
        Path folder = into.resolve(id.toString());
        if (Files.exists(folder)) {
            throw new ConfigurationRefused(folder + " đã có", folder + " exists");
        }
        AgencyClient client = connection.client();
        OriginalVerifier verifier = connection.verifier();
        ReceivedDocument document = client.get(id, Include.BOTH);
        JsonObject told = new JsonObject()
                .put("deliveryId", document.deliveryId())
                .put("messageId", document.messageId())
                .put("documentId", document.documentId())
                .put("from", document.from());
        try (ProgressBar bar = console.progress(id.toString())) {
            new DeliveryFiles(client)
                    .write(document, told, folder, original -> signer(connection, verifier, document, original), bar);
        }
        JsonObject signer = told.object("signer");
        console.good("Đã lấy về " + folder, "Fetched; not confirmed");
        console.fact("MessageId", document.messageId());
        console.fact("DocumentId", document.documentId());
        console.fact("Từ / from", document.from());
        console.fact(
                "Chữ ký bên gửi / signature",
                signer.textIfAny("subject").map(s -> "✔ " + s).orElse("✘"));
        console.json(told.put("result", "fetched").put("folder", folder));
        if (signer.flag("mismatch")) {
            console.bad("Chữ ký bên gửi không kiểm được", "The sender's signature does not verify");
            console.detail(signer.text("why"));
            return ExitCode.MISMATCH;
        }
        return ExitCode.DONE;
    }

    /** Here people look: they get what there is, and are told. */
    private static JsonObject signer(
            Connection connection, OriginalVerifier verifier, ReceivedDocument document, byte[] original) {
        try {
            VerifiedOriginal verified =
                    verifier.verify(document, original, connection.clock().instant());
            return DeliveryFiles.signer(verified);
        } catch (ContentMismatch untrusted) {
            return new JsonObject().put("mismatch", true).put("why", String.valueOf(untrusted.getMessage()));
        }
    }
}
