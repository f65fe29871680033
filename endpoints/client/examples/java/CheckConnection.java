package agency;

import agency.bus.BusFault_Exception;
import agency.bus.CheckConnectionAnswer;
import agency.bus.DocumentExchange;
import agency.bus.DocumentExchangeService;
import agency.bus.RequestContext;
import jakarta.xml.ws.Binding;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.xml.namespace.QName;

/**
 * Asks the bus who we are to it, through the stubs that a JAX-WS toolkit generated from the WSDL of the bus.
 *
 * <pre>java … agency.CheckConnection http://127.0.0.1:8080/exchange?wsdl urn:lienthong:bus:sandbox DIR G22</pre>
 *
 * DIR is a sandbox's: organs/G22/key.pem and certificate.pem, bus/certificate.pem.
 */
public final class CheckConnection {

    private CheckConnection() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        URI wsdl = URI.create(args[0]);
        Path folder = Path.of(args[2]);
        QName name = new QName("urn:lienthong:service:1", "DocumentExchangeService");
        DocumentExchangeService service = new DocumentExchangeService(wsdl.toURL(), name);
        DocumentExchange port = service.getPort(DocumentExchange.class);
        // HTTP 400 is how SOAP 1.2 carries the faults of a sender; without this CXF does not read them
        ((BindingProvider) port)
                .getRequestContext()
                .put("org.apache.cxf.transport.process_fault_on_http_400", true);

        try {
            port.checkConnection(context(args[1]));
            throw new IllegalStateException("a request without a signature was answered");
        } catch (BusFault_Exception refused) {
            System.out.println("unsigned: " + refused.getFaultInfo().getCode());
        }

        Path keys = folder.resolve("organs").resolve(args[3]);
        byte[] pkcs8 = Base64.getMimeDecoder()
                .decode(Files.readString(keys.resolve("key.pem")).replaceAll("-----.*?-----", ""));
        Binding binding = ((BindingProvider) port).getBinding();
        binding.setHandlerChain(List.of(new SealHandler(
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
                certificate(keys.resolve("certificate.pem")),
                certificate(folder.resolve("bus/certificate.pem")))));

        RequestContext context = context(args[1]);
        try {
            CheckConnectionAnswer answer = port.checkConnection(context);
            requireBound(context, answer.getAnswerContext().getRequestId());
            System.out.println("connected as " + answer.getSystem() + " of " + answer.getOrgan());
        } catch (BusFault_Exception refused) {
            requireBound(context, refused.getFaultInfo().getAnswerContext().getRequestId());
            throw new IllegalStateException(refused.getFaultInfo().getMessageEn(), refused);
        }

        context = context("urn:lienthong:bus:another");
        try {
            port.checkConnection(context);
            throw new IllegalStateException("a request to another bus was answered");
        } catch (BusFault_Exception refused) {
            requireBound(context, refused.getFaultInfo().getAnswerContext().getRequestId());
            System.out.println("signed: " + refused.getFaultInfo().getCode());
        }
    }

    /** An answer to another request is no answer. */
    private static void requireBound(RequestContext context, String requestId) {
        if (!context.getRequestId().equals(requestId)) {
            throw new WebServiceException("signed by the bus, but not in answer to this request");
        }
    }

    private static RequestContext context(String bus) {
        RequestContext context = new RequestContext();
        context.setBus(bus);
        context.setRequestId(UUID.randomUUID().toString());
        return context;
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
