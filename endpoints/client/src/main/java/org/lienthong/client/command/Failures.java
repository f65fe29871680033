package org.lienthong.client.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.failure.UploadGone;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.json.MalformedJsonException;
import org.lienthong.client.ledger.LedgerInUseException;
import org.lienthong.message.refusal.Retry;
import picocli.CommandLine;

/** Says what went wrong and what to do, and turns it into an exit code. What is not listed is a bug and shows its trace. */
final class Failures implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        Console console = Console.open(parsed.hasMatchedOption("--json"), InstantSource.system());
        if (thrown instanceof BusRefused refused) {
            return refused(console, refused.fault());
        }
        if (thrown instanceof TransportFailure || thrown instanceof UploadGone) {
            return lost(console, thrown);
        }
        if (thrown instanceof ContentMismatch mismatch) {
            return mismatch(console, mismatch);
        }
        if (thrown instanceof ConfigurationRefused
                || thrown instanceof LedgerInUseException
                || thrown instanceof IllegalArgumentException) {
            return unusable(console, "Không chạy được", "Cannot run", String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof IOException
                || thrown instanceof UncheckedIOException
                || thrown instanceof MalformedJsonException) {
            return unusable(
                    console,
                    "Lỗi trên máy này (tệp, đĩa, sổ); sửa rồi chạy lại đúng lệnh ấy",
                    "A fault of this machine (file, disk, ledger); mend it and run the same command again",
                    String.valueOf(innermost(thrown)));
        }
        throw thrown;
    }

    static int refused(Console console, BusRefused.Fault fault) {
        console.bad("Trục từ chối: " + fault.code(), "Refused by the bus: " + fault.code());
        console.detail(fault.messageVi());
        console.detail(fault.messageEn());
        fault.element().ifPresent(element -> console.detail("Phần tử / element: " + element));
        for (BusRefused.Culprit culprit : fault.culprits()) {
            console.detail("  " + culprit.organ() + ": " + culprit.code()
                    + culprit.successor().map(next -> " → " + next).orElse(""));
        }
        fault.violations().forEach(violation -> {
            console.detail("  " + violation.ruleId() + "  " + violation.element() + "  (" + violation.line() + ":"
                    + violation.column() + ")");
            console.detail("    " + violation.messageVi());
            console.detail("    " + violation.messageEn());
        });
        console.detail(advice(fault));
        console.detail("FaultId: " + fault.faultId());
        console.json(told(fault));
        return ExitCode.REFUSED;
    }

    private static String advice(BusRefused.Fault fault) {
        return switch (fault.retry()) {
            case NO ->
                "Cần sửa trước; gửi lại y nguyên sẽ bị từ chối như cũ / correct it first; as it is it will be refused again";
            case SAME, RESIGN -> "Hãy chạy lại đúng lệnh này / run the same command again";
            case AFTER -> {
                String seconds = fault.retryAfter()
                        .map(Duration::toSeconds)
                        .map(String::valueOf)
                        .orElse("?");
                yield "Hãy chạy lại đúng lệnh này sau " + seconds + " giây / run the same command again after "
                        + seconds + " s";
            }
        };
    }

    private static JsonObject told(BusRefused.Fault fault) {
        return new JsonObject()
                .put("result", "refused")
                .put("code", fault.code())
                .put("element", fault.element())
                .put("messageVi", fault.messageVi())
                .put("messageEn", fault.messageEn())
                .put("retry", fault.retry().name())
                .put("retryAfterSeconds", fault.retryAfter().map(Duration::toSeconds))
                .put("mayRepeat", fault.retry() != Retry.NO)
                .put("faultId", fault.faultId())
                .put(
                        "culprits",
                        fault.culprits().stream()
                                .map(one -> new JsonObject()
                                        .put("organ", one.organ())
                                        .put("code", one.code())
                                        .put("successor", one.successor()))
                                .toList())
                .put(
                        "violations",
                        fault.violations().stream()
                                .map(one -> new JsonObject()
                                        .put("ruleId", one.ruleId())
                                        .put("element", one.element())
                                        .put("line", one.line())
                                        .put("column", one.column())
                                        .put("messageVi", one.messageVi())
                                        .put("messageEn", one.messageEn()))
                                .toList());
    }

    private static int lost(Console console, Exception lost) {
        console.bad(
                "Không có trả lời đáng tin của trục; chưa biết trục đã nhận hay chưa. Chạy lại đúng lệnh này là an toàn.",
                "No answer of the bus to rely on; nobody knows whether it acted. Running the same command again is safe.");
        console.detail(String.valueOf(lost.getMessage()));
        console.json(new JsonObject()
                .put("result", "noAnswer")
                .put("mayRepeat", true)
                .put("message", String.valueOf(lost.getMessage())));
        return ExitCode.NO_ANSWER;
    }

    static int mismatch(Console console, ContentMismatch mismatch) {
        console.bad(
                "Nội dung không khớp mã băm hoặc chữ ký của bên gửi: không nhận, không ký nhận.",
                "The content does not match its digest or its sender's signature: not taken, not confirmed.");
        console.detail(String.valueOf(mismatch.getMessage()));
        console.json(new JsonObject().put("result", "mismatch").put("message", String.valueOf(mismatch.getMessage())));
        return ExitCode.MISMATCH;
    }

    private static int unusable(Console console, String vi, String en, String why) {
        console.bad(vi, en);
        console.detail(why);
        console.json(new JsonObject().put("result", "unusable").put("message", why));
        return ExitCode.UNUSABLE;
    }

    private static Throwable innermost(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        Throwable last = thrown;
        while (cause != null) {
            last = cause;
            cause = cause.getCause();
        }
        return last;
    }
}
