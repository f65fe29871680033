package org.lienthong.gateway.content;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.lienthong.exchange.delivery.Deliveries;
import org.lienthong.exchange.delivery.ServedDocument;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GET and HEAD of {@code /content/deliveries/{delivery}/{sha256}} with {@code Authorization: Bearer}. The handing over is on
 * record since GetDocument gave the link. Whatever is wrong with a token or its delivery is one and the same 401.
 */
public final class ContentDoor extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ContentDoor.class);

    private final transient ContentLinks links;
    private final transient Deliveries deliveries;
    private final transient ContentStore store;

    public ContentDoor(ContentLinks links, Deliveries deliveries, ContentStore store) {
        this.links = links;
        this.deliveries = deliveries;
        this.store = store;
    }

    /** What a token opened. */
    private record Opened(ContentSlice slice, Digest sha256) {

        String tag() {
            return "\"" + sha256 + "\"";
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(request, response);
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(request, response);
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        Optional<Opened> opened = open(request);
        if (opened.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            empty(response, HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        String tag = opened.get().tag();
        response.setHeader("ETag", tag);
        response.setHeader("Accept-Ranges", "bytes");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            empty(response, HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        boolean withBody = request.getMethod().equals("GET");
        ContentSlice slice = opened.get().slice();
        ByteRange.Asked asked = ByteRange.asked(range(request, tag), slice.length());
        if (asked instanceof ByteRange.Asked.Unsatisfiable) {
            response.setHeader("Content-Range", "bytes */" + slice.length());
            empty(response, HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
        } else if (asked instanceof ByteRange.Asked.Part part) {
            ByteRange range = part.range();
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + slice.length());
            send(response, new ContentSlice(slice.object(), slice.offset() + range.first(), range.length()), withBody);
        } else {
            send(response, slice, withBody);
        }
    }

    private Optional<Opened> open(HttpServletRequest request) {
        return Bearer.token(request).flatMap(links::read).flatMap(grant -> find(grant)
                .filter(found -> isPath(request, grant.delivery(), found.sha256())));
    }

    private Optional<Opened> find(ContentGrant grant) {
        Set<OrganId> organ = Set.of(grant.organ());
        try {
            if (grant.content().isPresent()) {
                ContentId content = grant.content().get();
                ServedDocument.Attachment attachment = deliveries.attachment(organ, grant.delivery(), content);
                return Optional.of(new Opened(attachment.content(), attachment.sha256()));
            }
            ServedDocument.Original original = deliveries.original(organ, grant.delivery());
            return Optional.of(new Opened(original.root(), original.sha256()));
        } catch (RefusedException ended) {
            LOG.info("A link to {} opens no more: {}", grant.delivery(), ended.refusal());
            return Optional.empty();
        }
    }

    private static boolean isPath(HttpServletRequest request, DeliveryId delivery, Digest sha256) {
        return request.getRequestURI().equals(ContentLinks.PATH + delivery + "/" + sha256);
    }

    private static Optional<String> range(HttpServletRequest request, String tag) {
        String onlyIf = request.getHeader("If-Range");
        return onlyIf == null || onlyIf.equals(tag)
                ? Optional.ofNullable(request.getHeader("Range"))
                : Optional.empty();
    }

    /** The sender chose the name and type of what is sent here: to a browser it is a download and nothing else. */
    private void send(HttpServletResponse response, ContentSlice slice, boolean withBody) throws IOException {
        response.setContentType("application/octet-stream");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Disposition", "attachment");
        response.setContentLengthLong(slice.length());
        if (withBody) {
            try (InputStream content = store.open(slice)) {
                content.transferTo(response.getOutputStream());
            }
        }
    }

    private static void empty(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }
}
