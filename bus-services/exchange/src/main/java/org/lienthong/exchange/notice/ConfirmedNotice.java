package org.lienthong.exchange.notice;

import java.time.Instant;
import org.lienthong.message.identity.NoticeId;

/** A notice that its organ has; the same for every repeat. */
public record ConfirmedNotice(NoticeId id, Instant confirmedAt) {}
