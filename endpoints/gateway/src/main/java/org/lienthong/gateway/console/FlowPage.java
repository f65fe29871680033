package org.lienthong.gateway.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.lienthong.exchange.tracking.FlowOfDocuments;
import org.lienthong.exchange.tracking.WatchFlow;
import org.lienthong.message.identity.BusUri;

/**
 * {@code GET /}: what is on its way and where each copy waits. For a bus that is tried out on loopback: it asks nobody who he
 * is, so a bus that serves real documents must not have it.
 */
public final class FlowPage extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 30;

    private final transient WatchFlow flow;
    private final transient InstantSource clock;
    private final transient BusUri bus;
    private final transient Pages pages = new Pages();

    public FlowPage(WatchFlow flow, InstantSource clock, BusUri bus) {
        this.flow = flow;
        this.clock = clock;
        this.bus = bus;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Language language = Language.of(request);
        FlowOfDocuments seen = flow.look(SHOWN);
        ShownFlow shown = new ShownFlow(seen, clock.instant(), language);
        pages.write(
                response,
                "flow",
                language,
                Map.of(
                        "bus", bus.toString(),
                        "now", shown.now(),
                        "totals", shown.totals(),
                        "documents", shown.documents(),
                        "waiting", shown.waiting()));
    }
}
