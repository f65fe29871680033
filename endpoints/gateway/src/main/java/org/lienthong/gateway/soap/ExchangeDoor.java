package org.lienthong.gateway.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.gateway.mime.ContentType;
import org.lienthong.gateway.mime.EntityTape;
import org.lienthong.gateway.mime.MimePart;
import org.lienthong.gateway.mime.MultipartReader;
import org.lienthong.gateway.mime.PartLimits;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.wire.Announced;
import org.lienthong.message.wire.SoapVersion;

/** Takes an HTTP request in as far as its root part. Judges media types and sizes; reads no XML. wsdl/PROFILE.md 1, 9. */
final class ExchangeDoor {

    private static final String MULTIPART = "multipart/related";
    private static final String XOP = "application/xop+xml";
    private static final Set<String> CHARSETS = Set.of("utf-8", "utf-16", "us-ascii");

    private final ContentStore store;
    private final DoorLimits limits;
    private final MemoryBudget memory;

    ExchangeDoor(ContentStore store, DoorLimits limits) {
        this.store = store;
        this.limits = limits;
        this.memory = new MemoryBudget(limits.memory());
    }

    /** @return the SOAP version that the headers ask for, as far as they tell it */
    static Optional<SoapVersion> version(HttpServletRequest request) {
        try {
            ContentType type = ContentType.parse(
                    Optional.ofNullable(request.getContentType()).orElse(""));
            return version(
                    type.media().equals(MULTIPART) ? type.parameter("type").orElse("") : type.media());
        } catch (RefusedException notEvenAType) {
            return Optional.empty();
        }
    }

    /** @throws RefusedException UnsupportedMedia, MtomNotSupported, TooLarge, Malformed, Busy */
    Arrival open(HttpServletRequest request) throws IOException {
        refuseEncoding(request);
        String written = single(request, "Content-Type").orElseThrow(() -> unsupported("(none)"));
        ContentType type = ContentType.parse(written);
        MemoryBudget.Share share = memory.open();
        boolean opened = false;
        try {
            Arrival arrival = type.media().equals(MULTIPART)
                    ? openMultipart(request, written, type, share)
                    : openPlain(request, written, type, share);
            opened = true;
            return arrival;
        } finally {
            if (!opened) {
                share.close();
            }
        }
    }

    private Arrival openPlain(HttpServletRequest request, String written, ContentType type, MemoryBudget.Share share)
            throws IOException {
        Announced announced = announced(request, type, written, Optional.empty());
        if (request.getContentLengthLong() > limits.rootPart()) {
            throw rootTooLarge();
        }
        EntityTape tape = new EntityTape(request.getInputStream(), limits.entity(), limits.slowest());
        byte[] bytes = readRoot(tape, share);
        return new Arrival(
                announced, written, new Arrival.Root(bytes, 0, written, Optional.empty()), null, store, share);
    }

    private Arrival openMultipart(
            HttpServletRequest request, String written, ContentType type, MemoryBudget.Share share) throws IOException {
        String boundary = type.parameter("boundary").orElseThrow(() -> unsupported(written));
        type.parameter("type").ifPresent(root -> requireSoap(root, written));
        EntityTape tape = new EntityTape(request.getInputStream(), limits.entity(), limits.slowest());
        MultipartReader reader = new MultipartReader(tape, boundary, PartLimits.standard(limits.parts()));
        MimePart first = reader.next().orElseThrow(() -> malformed("the multipart entity has no part"));
        requireStart(type, first);
        if (first.encoding() != MimePart.TransferEncoding.IDENTITY) {
            throw unsupported("root part in base64");
        }
        String rootWritten = Optional.ofNullable(first.headers().get("content-type"))
                .or(() -> type.parameter("type"))
                .orElseThrow(() -> unsupported("root part without Content-Type"));
        Announced announced = announced(request, ContentType.parse(rootWritten), rootWritten, type.parameter("action"));
        byte[] bytes = readRoot(first.content(), share);
        return new Arrival(
                announced,
                written,
                new Arrival.Root(bytes, first.offset(), rootWritten, first.contentId()),
                new Arrival.Rest(tape, reader),
                store,
                share);
    }

    private static void requireStart(ContentType type, MimePart first) {
        Optional<String> start = type.parameter("start").map(id -> id.replaceAll("^<|>$", ""));
        if (start.isPresent() && !start.equals(first.contentId())) {
            throw malformed("the root part <" + start.get() + "> that start names is not the first part");
        }
    }

    private Announced announced(
            HttpServletRequest request, ContentType type, String written, Optional<String> outerAction) {
        SoapVersion version = requireSoap(type.media(), written);
        Optional<String> charset = type.parameter("charset").map(name -> name.toLowerCase(Locale.ROOT));
        if (charset.isPresent() && !CHARSETS.contains(charset.get())) {
            throw unsupported(written);
        }
        Optional<String> action = version == SoapVersion.SOAP_12
                ? type.parameter("action").or(() -> outerAction)
                : single(request, "SOAPAction");
        // US-ASCII is UTF-8 that happens to need one byte a character
        return new Announced(version, charset.map(name -> name.equals("us-ascii") ? "utf-8" : name), action);
    }

    private byte[] readRoot(InputStream content, MemoryBudget.Share share) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[16384];
        for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
            if (bytes.size() + count > limits.rootPart()) {
                throw rootTooLarge();
            }
            share.take(count);
            bytes.write(chunk, 0, count);
        }
        return bytes.toByteArray();
    }

    private static void refuseEncoding(HttpServletRequest request) {
        Optional<String> encoding = single(request, "Content-Encoding");
        if (encoding.isPresent() && !encoding.get().equalsIgnoreCase("identity")) {
            throw unsupported("Content-Encoding " + encoding.get());
        }
        Optional<String> transfer = single(request, "Content-Transfer-Encoding");
        if (transfer.isPresent()
                && !List.of("7bit", "8bit", "binary").contains(transfer.get().toLowerCase(Locale.ROOT))) {
            throw unsupported("Content-Transfer-Encoding " + transfer.get());
        }
    }

    private static Optional<String> single(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        if (values.size() > 1) {
            throw malformed("the HTTP request has " + values.size() + " headers " + header);
        }
        return values.stream().findFirst();
    }

    private static SoapVersion requireSoap(String media, String written) {
        if (media.equalsIgnoreCase(XOP)) {
            throw Refusal.of(RefusalCode.MTOM_NOT_SUPPORTED).refused();
        }
        return version(media).orElseThrow(() -> unsupported(written));
    }

    private static Optional<SoapVersion> version(String media) {
        for (SoapVersion version : SoapVersion.values()) {
            if (version.mediaType().equalsIgnoreCase(media)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private RuntimeException rootTooLarge() {
        return Refusal.of(RefusalCode.TOO_LARGE)
                .with("what", "root part")
                .with("limit", limits.rootPart() + " bytes")
                .refused();
    }

    private static RefusedException unsupported(String found) {
        return Refusal.of(RefusalCode.UNSUPPORTED_MEDIA).with("found", found).refused();
    }

    private static RefusedException malformed(String what) {
        return Refusal.of(RefusalCode.MALFORMED).with("what", what).refused();
    }
}
