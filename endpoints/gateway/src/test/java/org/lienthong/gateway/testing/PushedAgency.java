package org.lienthong.gateway.testing;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.lienthong.client.receiving.InboxHandler;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.receiving.PushedDocument;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.client.soap.InboxExchange;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapVersion;

/** An agency that serves its inbox with the client's own means, and remembers what came. */
public final class PushedAgency implements InboxHandler {

    private final TestKeys keys;
    private final List<PushedDocument> documents = new CopyOnWriteArrayList<>();
    private final List<Integer> words = new CopyOnWriteArrayList<>();

    public PushedAgency(TestKeys keys) {
        this.keys = keys;
    }

    @Override
    public void waiting(OrganId organ, int count) {
        words.add(count);
    }

    @Override
    public Outcome received(PushedDocument document) {
        documents.add(document);
        return Outcome.TAKEN;
    }

    /** @return everything that was pushed, redeliveries too */
    public List<PushedDocument> documents() {
        return documents;
    }

    public List<PushedDocument> documents(String delivery) {
        return documents.stream()
                .filter(one -> one.delivery().id().toString().equals(delivery))
                .toList();
    }

    /** @return the counts that it was told of */
    public List<Integer> words() {
        return new ArrayList<>(words);
    }

    /** @param key that it signs with */
    public InboxExchange exchange(SigningKey key) {
        BusIdentity bus = new BusIdentity(
                URI.create("http://127.0.0.1/exchange"),
                new BusUri(BusExtension.URI),
                keys.pinned(),
                SoapVersion.SOAP_11);
        return new InboxExchange(bus, key, this, InstantSource.system());
    }

    /** Answers as it should, then changed. */
    public TestInbox.Conduct signing(SigningKey key, Function<byte[], byte[]> change) {
        InboxExchange exchange = exchange(key);
        return (request, out) -> out.write(TestInbox.xml(change.apply(exchange.answer(request))));
    }

    public TestInbox.Conduct signing(SigningKey key) {
        return signing(key, answer -> answer);
    }
}
