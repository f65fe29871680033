package org.lienthong.simulator.load;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.RetryPolicy;
import org.lienthong.client.transport.BusHttp;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.agency.Sandbox;

/** One client for each agency. */
final class Clients {

    private final Map<OrganId, AgencyClient> clients;

    private Clients(Map<OrganId, AgencyClient> clients) {
        this.clients = Map.copyOf(clients);
    }

    static Clients open(Sandbox sandbox, List<OrganId> agencies, RetryPolicy retries) throws IOException {
        AgencyClient.Settings settings =
                AgencyClient.Settings.standard().retrying(retries).within(Duration.ofSeconds(20));
        BusHttp http = sandbox.http();
        Map<OrganId, AgencyClient> clients = new HashMap<>();
        for (OrganId agency : agencies) {
            clients.put(agency, sandbox.client(agency, settings, http));
        }
        return new Clients(clients);
    }

    AgencyClient of(OrganId agency) {
        AgencyClient client = clients.get(agency);
        if (client == null) {
            throw new IllegalArgumentException(agency + " is not part of this run");
        }
        return client;
    }
}
