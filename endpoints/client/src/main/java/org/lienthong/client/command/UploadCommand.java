package org.lienthong.client.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.message.identity.ContentId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "upload",
        header = "Tải trước tệp lớn / upload a large file ahead",
        mixinStandardHelpOptions = true,
        description = {
            "Tải trước một tệp lớn lên trục, nối lại được sau khi đứt; lệnh send sau đó (trong 48 giờ) tự dùng tệp đã tải.",
            "Brings a large file to the bus ahead, going on after a break; a send within 48 hours uses it by itself."
        })
final class UploadCommand implements Callable<Integer> {

    @Mixin
    private BusOptions bus = new BusOptions();

    @Parameters(
            paramLabel = "FILE",
            description = {"Tệp.", "The file."})
    private Path file = Path.of("");

    @Option(
            names = "--type",
            paramLabel = "MEDIATYPE",
            description = {
                "Kiểu nội dung, đúng như edXML sẽ ghi; bỏ trống thì đoán theo tên tệp.",
                "Media type, as the edXML will have it; guessed from the name if left out."
            })
    private @Nullable String type;

    @Override
    public Integer call() throws IOException {
        Connection connection = bus.connection();
        Console console = bus.console();
        OutgoingAttachment.Label label = AttachedFile.label(new ContentId("upload"), file, Optional.ofNullable(type));
        try {
            OutgoingAttachment attachment =
                    OutgoingAttachment.of(label, file, console.progress("SHA-256 " + label.name()));
            OutgoingAttachment there = connection.uploads().bring(attachment, console.progress(label.name()));
            console.clear();
            console.good("Trục đã có đủ tệp, mã băm khớp", "The bus has the whole file; its digest is right");
            console.fact("UploadId", there.upload().map(Object::toString).orElse(""));
            console.fact("SHA-256", there.sha256());
            console.fact("Kiểu / media type", there.mediaType());
            console.fact("Dài / length", there.length() + " byte");
            console.json(new JsonObject()
                    .put("result", "uploaded")
                    .put("uploadId", there.upload())
                    .put("sha256", there.sha256())
                    .put("mediaType", there.mediaType())
                    .put("length", there.length()));
            return ExitCode.DONE;
        } finally {
            console.clear();
        }
    }
}
