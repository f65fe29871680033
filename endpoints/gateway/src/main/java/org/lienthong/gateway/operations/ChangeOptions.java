package org.lienthong.gateway.operations;

import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.directory.ChangeField;
import org.lienthong.gateway.configuration.KeyFile;
import org.lienthong.message.identity.Digest;
import picocli.CommandLine.Option;

/** What a change says. */
final class ChangeOptions {

    @Option(names = "--system", paramLabel = "SYSTEM", description = "hệ thống / system")
    private @Nullable String system;

    @Option(names = "--organ", paramLabel = "CODE", description = "mã cơ quan / organ")
    private @Nullable String organ;

    @Option(
            names = "--key",
            paramLabel = "HEX",
            description = "SHA-256 của khoá công khai (SPKI) / SHA-256 of the public key (SPKI)")
    private @Nullable String key;

    @Option(names = "--scopes", paramLabel = "LIST", description = "send,receive,confirm,status,recall,evidence")
    private @Nullable String scopes;

    @Option(names = "--name", paramLabel = "TEXT", description = "tên / name")
    private @Nullable String name;

    @Option(names = "--kind", paramLabel = "TEXT", description = "loại cơ quan / kind of organ")
    private @Nullable String kind;

    @Option(
            names = "--code102",
            paramLabel = "CODE",
            description = "mã 13 ký tự QCVN 102:2016 / 13 characters of QCVN 102:2016")
    private @Nullable String code102;

    @Option(names = "--aliases", paramLabel = "LIST", description = "mã khác / further codes")
    private @Nullable String aliases;

    @Option(names = "--parent", paramLabel = "CODE", description = "cơ quan cấp trên / parent")
    private @Nullable String parent;

    @Option(names = "--level", paramLabel = "1-4", description = "cấp / level")
    private @Nullable String level;

    @Option(names = "--successor", paramLabel = "CODE", description = "cơ quan kế thừa / successor")
    private @Nullable String successor;

    @Option(names = "--contact", paramLabel = "TEXT", description = "đầu mối liên hệ / contact point")
    private @Nullable String contact;

    @Option(names = "--from", paramLabel = "TIME", description = "từ lúc, ISO 8601 / from, ISO 8601")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "đến trước lúc, ISO 8601 / until, exclusive, ISO 8601")
    private @Nullable String to;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description =
                    "chứng thư số PEM mang khoá, thay cho --key / PEM certificate that holds the key, instead of --key")
    private @Nullable Path certificate;

    /** @return those that were given; a certificate also says its key */
    Map<ChangeField, String> fields() {
        Map<ChangeField, String> fields = new EnumMap<>(ChangeField.class);
        put(fields, ChangeField.SYSTEM, system);
        put(fields, ChangeField.ORGAN, organ);
        put(fields, ChangeField.KEY, key);
        put(fields, ChangeField.SCOPES, scopes);
        put(fields, ChangeField.NAME, name);
        put(fields, ChangeField.KIND, kind);
        put(fields, ChangeField.CODE_102, code102);
        put(fields, ChangeField.ALIASES, aliases);
        put(fields, ChangeField.PARENT, parent);
        put(fields, ChangeField.LEVEL, level);
        put(fields, ChangeField.SUCCESSOR, successor);
        put(fields, ChangeField.CONTACT, contact);
        put(fields, ChangeField.FROM, from);
        put(fields, ChangeField.TO, to);
        if (certificate != null) {
            X509Certificate read = KeyFile.certificates(certificate).get(0);
            fields.put(ChangeField.CERTIFICATE, base64(read));
            fields.putIfAbsent(
                    ChangeField.KEY,
                    Digest.sha256(read.getPublicKey().getEncoded()).toString());
        }
        return fields;
    }

    private static void put(Map<ChangeField, String> fields, ChangeField field, @Nullable String value) {
        if (value != null) {
            fields.put(field, value);
        }
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
