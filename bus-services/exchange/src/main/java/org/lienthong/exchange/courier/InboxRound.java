package org.lienthong.exchange.courier;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.delivery.ConfirmRequest;
import org.lienthong.exchange.delivery.MissedPush;
import org.lienthong.exchange.delivery.PushRequest;
import org.lienthong.exchange.delivery.PushedDelivery;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One visit to one inbox: word, or deliveries one after another until there are no more or one fails. */
final class InboxRound {

    private static final Logger LOG = LoggerFactory.getLogger(InboxRound.class);
    /** After so many another inbox has its turn. */
    private static final int AT_ONCE = 20;
    /** Somebody else had settled the delivery first: the agency did what it should. */
    private static final Set<RefusalCode> SETTLED =
            Set.of(RefusalCode.ALREADY_CONFIRMED, RefusalCode.CONFIRM_CONFLICT, RefusalCode.DELIVERY_ENDED);

    private final Courier.Rooms rooms;
    private final InboxBook book;
    private final InboxCalls calls;
    private final InstantSource clock;
    private final CourierSettings settings;
    private final Backoff backoff;

    InboxRound(
            Courier.Rooms rooms,
            InboxBook book,
            InboxCalls calls,
            InstantSource clock,
            CourierSettings settings,
            Backoff backoff) {
        this.rooms = rooms;
        this.book = book;
        this.calls = calls;
        this.clock = clock;
        this.settings = settings;
        this.backoff = backoff;
    }

    /**
     * @return how many deliveries were confirmed
     * @throws PushFailedException the failure that ended it; counts against the inbox
     */
    int visit(Inbox inbox, BooleanSupplier closed) {
        requireAuthorised(inbox);
        if (inbox.mode() == Inbox.Mode.NOTIFY) {
            bringWord(inbox);
            succeeded(inbox);
            return 0;
        }
        if (inbox.failures() > 0) {
            bringWord(inbox); // content leaves, and counts as served, only where somebody listens
        }
        int confirmed = 0;
        while (confirmed < AT_ONCE && !closed.getAsBoolean()) {
            requireAuthorised(inbox);
            if (!book.renew(inbox.organ(), clock.instant(), settings.lease())) {
                break;
            }
            RequestId id = newRequestId();
            Optional<PushedDelivery> next = rooms.pushed().next(request(inbox, id));
            if (next.isEmpty()) {
                break;
            }
            push(inbox, id, next.get());
            confirmed++;
        }
        return confirmed;
    }

    /** A mandate withdrawn counts from the next call on, whatever address was approved once. */
    private void requireAuthorised(Inbox inbox) {
        if (!rooms.directory().organs(inbox.system(), Scope.RECEIVE).contains(inbox.organ())) {
            throw new PushFailedException(
                    PushFailure.NOT_AUTHORISED, inbox.system() + " may not receive for " + inbox.organ());
        }
    }

    private void bringWord(Inbox inbox) {
        Instant asOf = clock.instant();
        calls.notifyWaiting(inbox, newRequestId(), book.waiting(inbox.organ()));
        book.notified(inbox.organ(), asOf);
    }

    private PushRequest request(Inbox inbox, RequestId id) {
        Digest address = Digest.sha256(inbox.address().toString().getBytes(StandardCharsets.UTF_8));
        return new PushRequest(
                inbox.organ(),
                inbox.system(),
                id,
                address,
                settings.lease(),
                settings.pauses().mostPushes());
    }

    private void push(Inbox inbox, RequestId id, PushedDelivery pushed) {
        try {
            ConfirmRequest signed = calls.deliver(inbox, id, pushed);
            rooms.passage().reached(Passage.Step.CONFIRMATION_KEPT);
            confirm(signed);
            succeeded(inbox);
        } catch (PushFailedException failed) {
            missed(inbox, pushed, failed);
        }
    }

    private void confirm(ConfirmRequest signed) {
        try {
            rooms.deliveries().confirm(signed);
        } catch (RefusedException refused) {
            if (!SETTLED.contains(refused.refusal().code())) {
                throw new PushFailedException(
                        PushFailure.NOT_CONFIRMED, refused.refusal().code().wire(), refused);
            }
            LOG.info("Delivery {} was settled while it was pushed; the first outcome stands", signed.deliveryId());
        }
    }

    private void missed(Inbox inbox, PushedDelivery pushed, PushFailedException failed) {
        Duration pause = backoff.after(pushed.pushes());
        MissedPush became = rooms.pushed()
                .missed(
                        pushed,
                        failed.failure().wire(),
                        pause,
                        settings.pauses().mostPushes());
        rooms.relay().run();
        if (became == MissedPush.PUT_ASIDE) {
            LOG.error(
                    "Delivery {} to {} was pushed {} times without a confirmation and is put aside ({}): it waits to be"
                            + " pulled, or for the command inbox retry {}",
                    pushed.leased().deliveryId(),
                    inbox.organ(),
                    pushed.pushes(),
                    failed.getMessage(),
                    inbox.organ());
        }
        if (became != MissedPush.SETTLED) {
            throw failed;
        }
    }

    private void succeeded(Inbox inbox) {
        if (book.succeeded(inbox.organ(), clock.instant())) {
            LOG.info("The inbox of {} answers again", inbox.organ());
        }
    }

    private static RequestId newRequestId() {
        return new RequestId("push-" + UUID.randomUUID());
    }
}
