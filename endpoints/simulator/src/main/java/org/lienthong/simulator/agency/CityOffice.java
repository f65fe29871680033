package org.lienthong.simulator.agency;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.authority.OrganNames;
import org.lienthong.simulator.letter.SampleLetters;

/** The emulated Ho Chi Minh City: takes documents, works on each and says so, and answers each with a letter of its own. */
public final class CityOffice {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final AgencyClient client;
    private final Reception reception;
    private final Processing processing;
    private final Dispatch dispatch;
    private final Story story;
    private final InstantSource clock;

    /** @param inbox folder for what arrives */
    public CityOffice(
            AgencyClient client, OrganId self, Sandbox sandbox, Path inbox, Story story, InstantSource clock) {
        this.client = client;
        this.reception = new Reception(client, sandbox, inbox, story, clock);
        this.processing = new Processing(client, self, story, clock);
        this.dispatch = new Dispatch(client, self, story, clock);
        this.story = story;
        this.clock = clock;
    }

    /**
     * @param count how many documents to take before leaving
     * @return whether every step held
     */
    public boolean run(int count, Duration patience) throws IOException, InterruptedException {
        Connections.tell(client, story);
        List<Reception.Taken> taken = reception.await(count, patience);
        for (Reception.Taken one : taken) {
            processing.work(one);
            answer(one);
        }
        return taken.size() == count;
    }

    private void answer(Reception.Taken taken) {
        OrganId sender = taken.document().from();
        OutgoingDocument reply = dispatch.draft(
                SampleLetters.answer(
                        number(),
                        LocalDate.ofInstant(clock.instant(), VIETNAM),
                        new OrganNames().of(sender),
                        taken.document().code()),
                sender,
                "answer-drafted");
        dispatch.send(reply, "answered");
    }

    private int number() {
        return (int) (1 + clock.instant().getEpochSecond() % 9999);
    }
}
