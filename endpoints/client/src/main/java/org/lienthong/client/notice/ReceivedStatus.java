package org.lienthong.client.notice;

import org.lienthong.client.receiving.ReceivedDocument.Original;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.message.evidence.NoticeText;
import org.lienthong.message.identity.MessageId;

/**
 * A status message of the other side.
 *
 * @param messageId its own
 * @param seq its place among the statuses of the delivery, from 1
 * @param code of its edXML: 01 to 06, 13, 15, 16
 * @param edxml as its sender made it; {@link org.lienthong.message.edxml.EdxmlReader} reads it
 * @param original what its sender signed
 */
public record ReceivedStatus(
        MessageId messageId, int seq, String code, ServedContent.Inline edxml, RegisterEntry entry, Original original) {

    void addTo(NoticeText text) {
        text.line("Status/MessageId", messageId)
                .line("Status/Seq", seq)
                .line("Status/Code", code)
                .line("Status/Edxml/Sha256", edxml.sha256())
                .line("Status/ArrivalNumber", entry.arrivalNumber())
                .line("Status/ArrivalDate", entry.arrivalDate())
                .line("Status/HandlingUnit", entry.handlingUnit())
                .line("Status/Assignee", entry.assignee())
                .line("Status/SubmittedToLeaderAt", entry.submittedToLeaderAt())
                .line("Status/WaitingForPaper", entry.waitingForPaper())
                .line("Status/Original/Sha256", original.content().sha256());
    }
}
