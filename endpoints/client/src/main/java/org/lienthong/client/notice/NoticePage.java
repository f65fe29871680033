package org.lienthong.client.notice;

import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.NoticeId;

/**
 * Notices in the order in which the bus tells them; none is used up by being read.
 *
 * @param next where to go on
 * @param more whether there are further ones already
 */
public record NoticePage(List<Notice> notices, Optional<NoticeId> next, boolean more) {

    public NoticePage {
        notices = List.copyOf(notices);
    }
}
