package org.lienthong.gateway.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The WSDLs and schemas as served: their references made absolute, at the address that the caller used. */
final class Descriptions {

    private static final String PATH = "/exchange";

    private final Map<String, String> byQuery = Map.of(
            "wsdl", load("/wsdl/DocumentExchange.wsdl"),
            "wsdl=soap11", load("/wsdl/DocumentExchange.wsdl"),
            "wsdl=soap12", load("/wsdl/DocumentExchange-soap12.wsdl"),
            "wsdl=inbox", load("/wsdl/AgencyInbox.wsdl"),
            "xsd=exchange.xsd", load("/xsd/bus/exchange.xsd"),
            "xsd=inbox.xsd", load("/xsd/bus/inbox.xsd"),
            "xsd=types.xsd", load("/xsd/bus/types.xsd"));

    /**
     * @param query of the URL, e.g. {@code wsdl=soap12}; its name in any case
     * @param base e.g. {@code https://bus.example}
     */
    Optional<byte[]> find(String query, String base) {
        int equals = query.indexOf('=');
        String name = equals < 0 ? query : query.substring(0, equals);
        String key = name.toLowerCase(Locale.ROOT) + (equals < 0 ? "" : query.substring(equals));
        return Optional.ofNullable(byQuery.get(key)).map(text -> text.replace(
                        "https://bus.invalid/exchange", base + PATH)
                .replaceAll("schemaLocation=\"[^\"]*?([a-z]+\\.xsd)\"", "schemaLocation=\"" + base + PATH + "?xsd=$1\"")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String load(String resource) {
        try (InputStream in = Descriptions.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
