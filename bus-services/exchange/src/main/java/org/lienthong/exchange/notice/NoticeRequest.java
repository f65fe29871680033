package org.lienthong.exchange.notice;

import java.util.Optional;
import org.lienthong.message.identity.NoticeId;
import org.lienthong.message.identity.OrganId;

/**
 * An organ asks what it is to be told.
 *
 * @param max 1 to 100
 * @param after {@link NoticePage#next} of an earlier page: what comes after it, confirmed or not; empty: what is unconfirmed,
 *     from the oldest on
 */
public record NoticeRequest(OrganId organ, int max, Optional<NoticeId> after) {}
