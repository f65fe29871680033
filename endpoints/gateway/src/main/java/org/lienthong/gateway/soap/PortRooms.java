package org.lienthong.gateway.soap;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.acceptance.AcceptDocument;
import org.lienthong.exchange.delivery.Deliveries;
import org.lienthong.exchange.delivery.LongPoll;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.OrganPages;
import org.lienthong.exchange.notice.ConfirmNotices;
import org.lienthong.exchange.notice.Notices;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.status.AcceptStatus;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.tracking.ListDeliveries;
import org.lienthong.exchange.tracking.TrackDocument;
import org.lienthong.exchange.upload.Uploads;
import org.lienthong.gateway.content.ContentLinks;
import org.lienthong.message.identity.BusUri;

/**
 * The rooms behind the port.
 *
 * @param logOrigin of the log of evidence
 * @param next the bus's next certificate, announced ahead
 */
public record PortRooms(
        BusUri bus,
        String logOrigin,
        InstantSource clock,
        Directory directory,
        OrganPages organs,
        ReplayGuard replays,
        ContentStore store,
        AcceptDocument acceptance,
        Uploads uploads,
        Deliveries deliveries,
        LongPoll polls,
        TrackDocument tracking,
        ListDeliveries listing,
        StatusRooms statuses,
        ContentLinks links,
        Optional<X509Certificate> next,
        Passage passage) {
    /** What the two sides of a delivery say of it, and what each is told. */
    public record StatusRooms(AcceptStatus accept, Notices notices, ConfirmNotices confirm) {}
}
