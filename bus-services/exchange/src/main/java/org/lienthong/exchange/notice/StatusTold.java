package org.lienthong.exchange.notice;

import java.util.Arrays;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.evidence.NoticeText;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;

/** A status message as it is handed on. */
public final class StatusTold {

    private final MessageId messageId;
    private final int seq;
    private final StatusCode code;
    private final byte[] edxml;
    private final StatusFields fields;
    private final Original original;

    StatusTold(MessageId messageId, int seq, StatusCode code, byte[] edxml, StatusFields fields, Original original) {
        this.messageId = messageId;
        this.seq = seq;
        this.code = code;
        this.edxml = edxml;
        this.fields = fields;
        this.original = original;
    }

    /**
     * What its sender signed: the root part of its request as received.
     *
     * @param sha256 of the slice
     */
    public record Original(ContentSlice content, Digest sha256, String contentType) {}

    /** @return its own, given by its sender */
    public MessageId messageId() {
        return messageId;
    }

    /** @return its place among the statuses of the delivery, from 1 */
    public int seq() {
        return seq;
    }

    public StatusCode code() {
        return code;
    }

    /** @return a copy of the bytes as sent */
    public byte[] edxml() {
        return edxml.clone();
    }

    public StatusFields fields() {
        return fields;
    }

    public Original original() {
        return original;
    }

    /** @return roughly the bytes that an answer spends on it */
    long weight() {
        return edxml.length + original.content().length();
    }

    void addTo(NoticeText text) {
        text.line("Status/MessageId", messageId)
                .line("Status/Seq", seq)
                .line("Status/Code", code)
                .line("Status/Edxml/Sha256", Digest.sha256(edxml))
                .line("Status/ArrivalNumber", fields.arrivalNumber())
                .line("Status/ArrivalDate", fields.arrivalDate())
                .line("Status/HandlingUnit", fields.handlingUnit())
                .line("Status/Assignee", fields.assignee())
                .line("Status/SubmittedToLeaderAt", fields.submittedToLeaderAt())
                .line("Status/WaitingForPaper", fields.waitingForPaper())
                .line("Status/Original/Sha256", original.sha256());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusTold told
                && messageId.equals(told.messageId)
                && seq == told.seq
                && code == told.code
                && Arrays.equals(edxml, told.edxml)
                && fields.equals(told.fields)
                && original.equals(told.original);
    }

    @Override
    public int hashCode() {
        return messageId.hashCode();
    }
}
