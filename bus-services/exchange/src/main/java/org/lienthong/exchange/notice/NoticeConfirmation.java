package org.lienthong.exchange.notice;

import java.util.List;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.message.evidence.ObjectDigest;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;

/**
 * An organ signs that it has notices.
 *
 * @param notices 1 to 100, none twice
 * @param proof the signed request, in the content store already
 */
public record NoticeConfirmation(SignedRequest call, OrganId organ, List<Entry> notices, ObjectDigest proof) {

    public NoticeConfirmation {
        notices = List.copyOf(notices);
    }

    /** @param sha256 as the recipient computed or was told it */
    public record Entry(NoticeId id, Digest sha256) {}
}
