package org.lienthong.client.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar lienthong-client.jar COMMAND}. */
@Command(
        name = "lienthong-client",
        mixinStandardHelpOptions = true,
        description = {
            "Gửi, nhận, theo dõi văn bản qua Trục liên thông; dừng đột ngột lúc nào cũng không mất, không nhân đôi văn bản.",
            "Sends, receives and follows documents over a Liên Thông bus; whenever it dies, nothing is lost or doubled."
        },
        exitCodeListHeading = "%nMã kết thúc / exit codes:%n",
        exitCodeList = {
            "0:xong / done",
            "1:trục từ chối / refused by the bus",
            "2:sai lệnh, cấu hình, hoặc lỗi trên máy này / usage, configuration, or this machine",
            "3:không có trả lời đáng tin; chạy lại đúng lệnh ấy là an toàn / no answer to rely on; repeat the same command",
            "4:nội dung không khớp mã băm hoặc chữ ký; không nhận / content does not verify; not taken"
        },
        subcommands = {
            CheckCommand.class,
            SendCommand.class,
            ReceiveCommand.class,
            GetCommand.class,
            ConfirmCommand.class,
            StatusCommand.class,
            SendStatusCommand.class,
            NoticesCommand.class,
            OrgansCommand.class,
            UploadCommand.class
        })
public final class ClientProgram {

    private ClientProgram() {}

    public static void main(String... arguments) {
        PlainLog.install();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ClientProgram())
                .setUsageHelpAutoWidth(true)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
    }
}
