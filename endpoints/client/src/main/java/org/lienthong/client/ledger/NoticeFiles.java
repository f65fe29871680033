package org.lienthong.client.ledger;

import java.io.IOException;
import java.nio.file.Path;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.notice.Notice;
import org.lienthong.client.notice.ReceivedStatus;

/**
 * Notices as files, each under its NoticeId, on disk before it is confirmed. A crash before the confirmation brings a notice
 * again, under the same name.
 */
public final class NoticeFiles {

    private final Path folder;

    private NoticeFiles(Path folder) {
        this.folder = folder;
    }

    /** @param folder made if it is not there */
    public static NoticeFiles open(Path folder) throws IOException {
        return new NoticeFiles(DurableFiles.folder(folder));
    }

    /** @return the file that tells the notice; it is the last to appear */
    public Path keep(Notice notice) throws IOException {
        JsonObject told = new JsonObject()
                .put("noticeId", notice.id())
                .put("kind", notice.kind())
                .put("at", notice.at())
                .put("sha256", notice.sha256())
                .put("eventSha256", notice.eventSha256());
        notice.delivery().ifPresent(of -> told.put("deliveryId", of.id())
                .put("messageId", of.messageId())
                .put("documentId", of.documentId())
                .put("from", of.from())
                .put("to", of.to())
                .put("attempt", of.attempt())
                .put("reason", of.reason())
                .put("takenAt", of.takenAt()));
        notice.closed().ifPresent(of -> told.put("organ", of.organ()).put("successor", of.successor()));
        if (notice.status().isPresent()) {
            ReceivedStatus status = notice.status().get();
            String edxml = notice.id() + ".edxml";
            DurableFiles.write(folder.resolve(edxml), status.edxml().bytes());
            told.put("statusMessageId", status.messageId())
                    .put("code", status.code())
                    .put("seq", status.seq())
                    .put("edxml", edxml)
                    .put("arrivalNumber", status.entry().arrivalNumber())
                    .put("arrivalDate", status.entry().arrivalDate())
                    .put("handlingUnit", status.entry().handlingUnit())
                    .put("assignee", status.entry().assignee())
                    .put("submittedToLeaderAt", status.entry().submittedToLeaderAt())
                    .put("waitingForPaper", status.entry().waitingForPaper());
        }
        Path file = folder.resolve(notice.id() + ".json");
        DurableFiles.write(file, told.pretty());
        return file;
    }
}
