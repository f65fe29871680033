package org.lienthong.exchange.notice;

import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.NoticeId;

/**
 * Notices in their order.
 *
 * @param next the cursor after the last of them, or the one asked with; absent if there never was one
 * @param more whether there are further ones now
 */
public record NoticePage(List<Notice> notices, Optional<NoticeId> next, boolean more) {

    public NoticePage {
        notices = List.copyOf(notices);
    }
}
