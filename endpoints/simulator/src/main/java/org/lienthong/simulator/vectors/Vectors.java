package org.lienthong.simulator.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapVersion;

/**
 * Makes the folder of vectors: for both SOAP versions, RSA-2048 and P-256
 *
 * <pre>
 * index.csv                   every request and what a bus says to it
 * keys/                       whose signatures they are
 * good/soap11-rsa/            request.xml, the bytes between it and its signature, answer.xml, fault.xml
 * wrong/soap11-rsa/NAME.xml   requests that are wrong in one way each
 * </pre>
 */
public final class Vectors {

    static final Duration LIFE = Duration.ofMinutes(5);

    private final Texts texts;
    private final SealSigner signer = new SealSigner();
    private final List<String> index = new ArrayList<>(List.of("file,soap,key,verdict,vi,en"));

    /**
     * @param at when everything is signed
     * @param requestId of every request
     */
    public Vectors(Instant at, RequestId requestId) {
        this.texts = new Texts(at, requestId);
    }

    /** @param out made, whole or not at all; must not be there yet */
    public void make(Path out) throws IOException {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        Path target = out.toAbsolutePath();
        Path half = Files.createTempDirectory(target.getParent(), ".vectors");
        try {
            VectorKeys keys = VectorKeys.made(texts.at());
            keys.write(half);
            for (SoapVersion soap : SoapVersion.values()) {
                write(half, new Signer(soap, "rsa", keys.rsa()), keys);
                write(half, new Signer(soap, "ec", keys.ec()), keys);
            }
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this JDK cannot make the keys of vectors", unsupported);
        }
        Files.write(half.resolve("index.csv"), index);
        try (InputStream readme = Objects.requireNonNull(Vectors.class.getResourceAsStream("README.md"))) {
            Files.copy(readme, half.resolve("README.md"));
        }
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private record Signer(SoapVersion soap, String name, SigningKey key) {

        String version() {
            return soap == SoapVersion.SOAP_11 ? "1.1" : "1.2";
        }

        String place() {
            return "soap" + version().replace(".", "") + "-" + name;
        }
    }

    private void write(Path folder, Signer who, VectorKeys keys) throws IOException {
        byte[] request = signer.seal(texts.request(who.soap()), who.key(), texts.at(), LIFE);
        Path good = Files.createDirectories(folder.resolve("good").resolve(who.place()));
        Files.write(good.resolve("request.xml"), request);
        new Steps(request).write(good);
        Instant then = texts.at().plusSeconds(1);
        Files.write(good.resolve("answer.xml"), signer.seal(texts.answer(who.soap(), request), keys.bus(), then, LIFE));
        Files.write(good.resolve("fault.xml"), signer.seal(texts.fault(who.soap(), request), keys.bus(), then, LIFE));
        tell("good/" + who.place() + "/request.xml", who.version(), who.name(), "OK,đúng,right");
        tell("good/" + who.place() + "/answer.xml", who.version(), "bus", "OK,trả lời của trục,answer of the bus");
        tell("good/" + who.place() + "/fault.xml", who.version(), "bus", "OK,lỗi do trục ký,signed fault of the bus");
        Path wrong = Files.createDirectories(folder.resolve("wrong").resolve(who.place()));
        for (Broken.Case one : new Broken(texts, who.soap(), who.key(), keys.stranger(), request).all()) {
            Files.write(wrong.resolve(one.name() + ".xml"), one.request());
            tell(
                    "wrong/" + who.place() + "/" + one.name() + ".xml",
                    who.version(),
                    who.name(),
                    one.code().wire() + ",\"" + one.vi() + "\",\"" + one.en() + "\"");
        }
    }

    private void tell(String file, String soap, String key, String verdict) {
        index.add(String.join(",", file, soap, key, verdict));
    }
}
