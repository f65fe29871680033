package org.lienthong.gateway.testing;

import java.io.IOException;
import java.util.Arrays;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.PrepareUpload;
import org.lienthong.xsd.exchange.PrepareUploadAnswer;
import org.lienthong.xsd.exchange.PrepareUploadResponse;

/** Uploads at the wire. */
public final class UploadingAgency {

    private final BusExtension bus;
    private final TestAgency agency;

    public UploadingAgency(BusExtension bus, String system) {
        this.bus = bus;
        this.agency = bus.agency(system);
    }

    public static PrepareUpload request(byte[] content) {
        PrepareUpload request = new PrepareUpload();
        request.setRequestContext(TestAgency.context());
        request.setLength(content.length);
        request.setSha256(Digest.sha256(content).toString());
        request.setMediaType("application/pdf");
        return request;
    }

    public PrepareUploadAnswer prepare(byte[] content, SoapVersion version) throws IOException {
        return agency.call(request(content), version, PrepareUploadResponse.class)
                .getAnswer();
    }

    public PrepareUploadAnswer prepare(byte[] content) throws IOException {
        return prepare(content, SoapVersion.SOAP_11);
    }

    public RawHttp.Response put(PrepareUploadAnswer upload, byte[] content, int from, int to) throws IOException {
        try (RawHttp http = RawHttp.open(bus.port())) {
            return http.write(head("PUT", upload, "Upload-Offset: " + from, "Content-Length: " + (to - from)))
                    .write(Arrays.copyOfRange(content, from, to))
                    .read();
        }
    }

    public RawHttp.Response ask(PrepareUploadAnswer upload) throws IOException {
        try (RawHttp http = RawHttp.open(bus.port())) {
            return http.write(head("HEAD", upload)).read(false);
        }
    }

    public static String head(String method, PrepareUploadAnswer upload, String... headers) {
        String url = upload.getUrl();
        return method + " " + url.substring(url.indexOf("/content/")) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Authorization: Bearer " + upload.getToken() + "\r\n"
                + String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList()) + "\r\n";
    }
}
