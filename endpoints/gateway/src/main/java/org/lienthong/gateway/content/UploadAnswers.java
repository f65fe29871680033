package org.lienthong.gateway.content;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.lienthong.exchange.upload.ChunkOutcome;
import org.lienthong.exchange.upload.UploadProgress;

/** What the upload door says: a status, where the upload stands, and if something is wrong a sentence in both languages. */
final class UploadAnswers {

    private static final int LOCKED = 423; // RFC 4918 §11.3
    private static final int UNPROCESSABLE = 422; // RFC 9110 §15.5.21
    private static final Duration SOON = Duration.ofSeconds(2);

    private UploadAnswers() {}

    static void progress(HttpServletResponse response, UploadProgress progress) {
        stand(response, progress);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    static void wrongOffset(HttpServletResponse response, UploadProgress progress) throws IOException {
        stand(response, progress);
        say(
                response,
                HttpServletResponse.SC_CONFLICT,
                "Upload-Offset phải là " + progress.offset() + ".",
                "Upload-Offset must be " + progress.offset() + ".");
    }

    static void altered(HttpServletResponse response, ChunkOutcome.Altered altered) throws IOException {
        response.setHeader("Upload-Offset", "0");
        response.setHeader("Upload-Complete", "?0");
        say(
                response,
                UNPROCESSABLE,
                "SHA-256 đã khai báo " + altered.announced() + ", thực tế " + altered.found()
                        + ": nội dung đã bị bỏ, hãy gửi lại từ 0.",
                "SHA-256 announced " + altered.announced() + ", found " + altered.found()
                        + ": the content is discarded, begin again at 0.");
    }

    static void contended(HttpServletResponse response) throws IOException {
        retry(response, SOON);
        say(
                response,
                LOCKED,
                "Một phần khác của tệp này đang được ghi. Hãy hỏi HEAD rồi gửi tiếp.",
                "Another chunk of this upload is being written. Ask HEAD, then go on.");
    }

    static void beyond(HttpServletResponse response, long length) throws IOException {
        say(
                response,
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "Vượt quá Length đã khai báo: " + length + " byte.",
                "This goes beyond the announced Length of " + length + " bytes.");
    }

    static void chunkTooLarge(HttpServletResponse response, long most) throws IOException {
        say(
                response,
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "Mỗi lần PUT tối đa " + most + " byte.",
                "One PUT may hold at most " + most + " bytes.");
    }

    static void busy(HttpServletResponse response, Duration retryAfter) throws IOException {
        retry(response, retryAfter);
        say(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Trục đang bận. Hãy hỏi HEAD rồi gửi tiếp sau.",
                "The bus cannot take this now. Ask HEAD and go on later.");
    }

    static void unknown(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        say(
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "Không có tệp nào đang chờ với mã này. Hãy gọi PrepareUpload.",
                "This token opens no upload here. Call PrepareUpload.");
    }

    static void lengthRequired(HttpServletResponse response) throws IOException {
        say(response, HttpServletResponse.SC_LENGTH_REQUIRED, "Phải có Content-Length.", "Content-Length is required.");
    }

    static void offsetRequired(HttpServletResponse response) throws IOException {
        say(
                response,
                HttpServletResponse.SC_BAD_REQUEST,
                "Phải có Upload-Offset, một số nguyên từ 0.",
                "Upload-Offset is required, a whole number from 0.");
    }

    static void encoded(HttpServletResponse response) throws IOException {
        say(
                response,
                HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                "Không nhận Content-Encoding.",
                "No Content-Encoding is accepted.");
    }

    static void brokeOff(HttpServletResponse response) throws IOException {
        say(
                response,
                HttpServletResponse.SC_BAD_REQUEST,
                "Kết nối đứt hoặc quá chậm. Hãy hỏi HEAD rồi gửi tiếp.",
                "The connection broke or became too slow. Ask HEAD, then go on.");
    }

    static void methodNotAllowed(HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "PUT, HEAD");
        say(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Chỉ có PUT và HEAD.", "PUT and HEAD only.");
    }

    /** Names as in draft-ietf-httpbis-resumable-upload. */
    private static void stand(HttpServletResponse response, UploadProgress progress) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Upload-Offset", Long.toString(progress.offset()));
        response.setHeader("Upload-Length", Long.toString(progress.length()));
        response.setHeader("Upload-Complete", progress.complete() ? "?1" : "?0");
    }

    private static void retry(HttpServletResponse response, Duration after) {
        response.setHeader("Retry-After", Long.toString(after.toSeconds()));
    }

    private static void say(HttpServletResponse response, int status, String vi, String en) throws IOException {
        byte[] bytes = (vi + "\n" + en + "\n").getBytes(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
