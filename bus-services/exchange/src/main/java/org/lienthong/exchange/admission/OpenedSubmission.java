package org.lienthong.exchange.admission;

import java.util.List;
import org.lienthong.message.edxml.EdxmlOutline;
import org.lienthong.message.edxml.EdxmlReading;
import org.lienthong.message.evidence.ContentDigest;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;

/**
 * A submission read as far as telling duplicates needs: nothing is judged yet but that its edXML is the one announced and can
 * be read.
 *
 * @param recipients as written: the request's, or else every To of the edXML
 */
public record OpenedSubmission(
        Submission submission,
        EdxmlReading reading,
        EdxmlOutline outline,
        List<OrganId> recipients,
        Digest contentDigest) {

    OpenedSubmission(Submission submission, EdxmlReading reading, EdxmlOutline outline, List<OrganId> recipients) {
        this(
                submission,
                reading,
                outline,
                recipients,
                ContentDigest.of(
                        submission.caller().organ(),
                        submission.edxml().sha256(),
                        recipients,
                        submission.attachments().stream()
                                .map(AnnouncedAttachment::announced)
                                .toList()));
    }
}
