package org.lienthong.exchange.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lienthong.exchange.admission.StateSecrets;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.edxml.EdxmlStatus;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.edxml.StatusReading;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.Violation;

/** Judges a status message by itself: its size, its rules, its sender. */
final class StatusAdmission {

    /** Of the edXML and of the signed root part: every notice carries both. */
    private static final int MAX_EDXML = 64 * 1024;

    private static final int MAX_ROOT = 256 * 1024;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final String HEADER = "edXML/edXMLEnvelope/edXMLHeader/MessageHeader/";

    private final EdxmlReader reader;
    private final Directory directory;
    private final StateSecrets secrets;

    StatusAdmission(EdxmlReader reader, Directory directory, StateSecrets secrets) {
        this.reader = reader;
        this.directory = directory;
        this.secrets = secrets;
    }

    /**
     * @throws org.lienthong.message.refusal.RefusedException TooLarge, RequestInvalid, StateSecret, RuleBroken, NotAuthorised,
     *     UnknownOrgan
     */
    AdmittedStatus admit(StatusSubmission submission, byte[] edxml) {
        requireSize("SendStatus/Edxml", edxml.length, MAX_EDXML);
        requireSize("SendStatus", submission.raw().root().length, MAX_ROOT);
        submission.fields().submittedToLeaderAt().ifPresent(StatusAdmission::requireThinkable);
        StatusReading reading = reader.readStatus(edxml);
        secrets.refuse(sent(submission), reading.secret());
        Optional<EdxmlStatus> read = reading.status();
        if (read.isEmpty()) {
            throw broken(reading.violations());
        }
        EdxmlStatus status = read.get();
        requireOwn(submission, status);
        requireReason(status);
        OrganId other = directory.resolve(status.counterpart()).known().orElseThrow(() -> Refusal.of(
                        RefusalCode.UNKNOWN_ORGAN)
                .with("organ", status.counterpart())
                .at(HEADER + "ResponseFor/OrganId")
                .refused());
        return new AdmittedStatus(submission, edxml, status, other);
    }

    private static void requireSize(String what, int length, int limit) {
        if (length > limit) {
            throw Refusal.of(RefusalCode.TOO_LARGE)
                    .with("what", what)
                    .with("limit", limit + " B")
                    .at(what)
                    .refused();
        }
    }

    /** What no database and no calendar will trip over. */
    private static void requireThinkable(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw Refusal.of(RefusalCode.REQUEST_INVALID)
                    .with("what", "SubmittedToLeaderAt " + time)
                    .at("SendStatus/SubmittedToLeaderAt")
                    .refused();
        }
    }

    private static StateSecrets.Sent sent(StatusSubmission submission) {
        return new StateSecrets.Sent(
                submission.sealed(),
                submission.caller(),
                submission.requestId(),
                submission.messageId(),
                submission.edxml().sha256(),
                submission.raw());
    }

    /** To take a document back is a right of its own: mandates name it. */
    private void requireOwn(StatusSubmission submission, EdxmlStatus status) {
        OrganId acting = submission.caller().organ();
        if (!directory.resolve(status.from()).known().equals(Optional.of(acting))) {
            throw Refusal.of(RefusalCode.NOT_AUTHORISED)
                    .with("system", submission.caller().system())
                    .with("scope", Scope.STATUS.wire())
                    .with("organ", status.from())
                    .at(HEADER + "From/OrganId")
                    .refused();
        }
        if (status.statusCode() == StatusCode.ASKED_BACK) {
            directory.authorise(submission.caller().system(), Optional.of(acting), Scope.RECALL);
        }
    }

    private static void requireReason(EdxmlStatus status) {
        boolean told = status.description().filter(text -> !text.isBlank()).isPresent();
        if (status.statusCode() == StatusCode.CHANGE_REFUSED && !told) {
            throw broken(List.of(new Violation(
                    "BUS-STATUS-REASON",
                    HEADER + "Description",
                    0,
                    0,
                    "Trạng thái 16 phải nêu lý do từ chối trong Description.",
                    "Status 16 must give its reason in Description.")));
        }
    }

    private static RuntimeException broken(List<Violation> violations) {
        Refusal refusal = Refusal.of(RefusalCode.RULE_BROKEN)
                .with("count", violations.size())
                .violations(violations);
        return (violations.isEmpty() ? refusal : refusal.at(violations.get(0).element())).refused();
    }
}
