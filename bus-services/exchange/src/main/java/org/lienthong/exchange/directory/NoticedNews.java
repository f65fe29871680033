package org.lienthong.exchange.directory;

import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.notice.NoticeKind;
import org.lienthong.message.evidence.EventKind;

/** News of the directory as notices. */
public final class NoticedNews implements DirectoryNews {

    private final NoticeBook notices;

    public NoticedNews(NoticeBook notices) {
        this.notices = notices;
    }

    @Override
    public void tell(Hearing hearing) {
        if (hearing.kind() == EventKind.ORGAN_CLOSED) {
            notices.tellClosed(hearing.organ(), hearing.about(), hearing.successor(), hearing.at(), hearing.event());
        } else {
            notices.tellChanged(hearing.organ(), kind(hearing.kind()), hearing.about(), hearing.at(), hearing.event());
        }
    }

    private static NoticeKind kind(EventKind kind) {
        return switch (kind) {
            case ORGAN_CHANGED -> NoticeKind.ORGAN_CHANGED;
            case SYSTEM_REGISTERED, SYSTEM_CHANGED -> NoticeKind.SYSTEM_CHANGED;
            case KEY_BOUND -> NoticeKind.KEY_BOUND;
            case KEY_UNBOUND -> NoticeKind.KEY_UNBOUND;
            case MANDATE_GIVEN -> NoticeKind.MANDATE_GIVEN;
            case MANDATE_WITHDRAWN -> NoticeKind.MANDATE_WITHDRAWN;
            default -> throw new IllegalStateException(kind + " is no news of the directory");
        };
    }
}
