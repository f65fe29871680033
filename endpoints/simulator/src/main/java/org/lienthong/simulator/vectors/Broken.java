package org.lienthong.simulator.vectors;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapVersion;

/**
 * Requests that are wrong in one way each.
 *
 * @param good the right one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Broken(Texts texts, SoapVersion soap, SigningKey key, SigningKey stranger, byte[] good) {

    private static final Pattern SIGNATURE_VALUE = Pattern.compile("(?<=<ds:SignatureValue>)[^<]+");
    private static final Pattern DIGEST_VALUE = Pattern.compile("(?<=<ds:DigestValue>)[^<]+");

    /** @param code what the bus answers */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Case(String name, RefusalCode code, String vi, String en, byte[] request) {}

    List<Case> all() {
        List<Case> all = new ArrayList<>(changedAfterwards());
        all.addAll(signedBadly());
        all.addAll(signedAtTheWrongTimeOrByTheWrongKey());
        if (key.privateKey().getAlgorithm().equals("EC")) {
            all.add(new Case(
                    "ecdsa-value-in-der",
                    RefusalCode.SIGNATURE_INVALID,
                    "giá trị ECDSA ở dạng DER thay vì r||s (64 byte với P-256)",
                    "ECDSA value in DER instead of r||s (64 bytes for P-256)",
                    edited(text -> replaced(SIGNATURE_VALUE, text, Broken::der))));
        }
        return all;
    }

    private List<Case> changedAfterwards() {
        return List.of(
                new Case(
                        "body-changed",
                        RefusalCode.SIGNATURE_INVALID,
                        "Body bị sửa sau khi ký: mã băm của Body không khớp",
                        "Body changed after signing: its digest does not fit",
                        edited(text -> text.replace(">10<", ">11<"))),
                new Case(
                        "reformatted",
                        RefusalCode.SIGNATURE_INVALID,
                        "XML được in đẹp lại sau khi ký: thêm khoảng trắng trong Body",
                        "pretty-printed after signing: white space added inside Body",
                        edited(text -> text.replace("<e:Max>", "\n  <e:Max>"))),
                new Case(
                        "digest-changed",
                        RefusalCode.SIGNATURE_INVALID,
                        "DigestValue bị sửa: chữ ký không còn đúng với SignedInfo",
                        "DigestValue changed: the signature no longer fits SignedInfo",
                        edited(text -> replaced(DIGEST_VALUE, text, Broken::flipped))),
                new Case(
                        "signature-changed",
                        RefusalCode.SIGNATURE_INVALID,
                        "SignatureValue bị sửa",
                        "SignatureValue changed",
                        edited(text -> replaced(SIGNATURE_VALUE, text, Broken::flipped))),
                new Case(
                        "duplicate-id",
                        RefusalCode.MALFORMED,
                        "hai phần tử cùng wsu:Id",
                        "two elements with the same wsu:Id",
                        edited(text -> text.replace("<e:Max>", "<e:Max wsu:Id=\"Body\">"))),
                new Case(
                        "comment",
                        RefusalCode.MALFORMED,
                        "có chú thích XML: không được phép ở đâu trong envelope",
                        "an XML comment: not allowed anywhere in the envelope",
                        edited(text -> text.replace("<e:Max>", "<!-- 10 --><e:Max>"))),
                new Case(
                        "not-signed",
                        RefusalCode.NOT_SIGNED,
                        "không có ds:Signature",
                        "there is no ds:Signature",
                        edited(text -> text.replaceAll("<ds:Signature .*</ds:Signature>", ""))));
    }

    private List<Case> signedBadly() {
        JdkSigner right = JdkSigner.right(key);
        return List.of(
                badly(
                        "timestamp-uncovered",
                        RefusalCode.PART_UNCOVERED,
                        "không ký Timestamp",
                        "Timestamp is not signed",
                        right.over("#Body")),
                badly(
                        "body-uncovered",
                        RefusalCode.PART_UNCOVERED,
                        "không ký Body",
                        "Body is not signed",
                        right.over("#Timestamp")),
                badly(
                        "sha1-signature",
                        RefusalCode.ALGORITHM_REFUSED,
                        "ký bằng SHA-1",
                        "signed with SHA-1",
                        right.withSha1Signature(key)),
                badly(
                        "sha1-digest",
                        RefusalCode.ALGORITHM_REFUSED,
                        "băm bằng SHA-1",
                        "digests by SHA-1",
                        right.withSha1Digests()),
                badly(
                        "inclusive-c14n-of-signed-info",
                        RefusalCode.ALGORITHM_REFUSED,
                        "SignedInfo chuẩn hoá kiểu inclusive thay vì exclusive",
                        "SignedInfo in inclusive canonical form instead of exclusive",
                        right.withInclusiveSignedInfo()),
                badly(
                        "inclusive-c14n-of-parts",
                        RefusalCode.ALGORITHM_REFUSED,
                        "Body và Timestamp chuẩn hoá kiểu inclusive thay vì exclusive",
                        "Body and Timestamp in inclusive canonical form instead of exclusive",
                        right.withInclusiveTransforms()));
    }

    private Case badly(String name, RefusalCode code, String vi, String en, JdkSigner signer) {
        return new Case(name, code, vi, en, signer.sign(texts.unsigned(soap, token()), key));
    }

    private List<Case> signedAtTheWrongTimeOrByTheWrongKey() {
        SealSigner signer = new SealSigner();
        return List.of(
                new Case(
                        "an-hour-old",
                        RefusalCode.CLOCK_SKEW,
                        "Created cũ một giờ: đồng hồ lệch, hoặc gửi lại yêu cầu đã ký từ lâu",
                        "Created an hour ago: a wrong clock, or a request signed long before",
                        signer.seal(texts.request(soap), key, texts.at().minus(Duration.ofHours(1)), Vectors.LIFE)),
                new Case(
                        "valid-for-an-hour",
                        RefusalCode.TIMESTAMP_REFUSED,
                        "Expires cách Created hơn 10 phút",
                        "Expires more than 10 minutes after Created",
                        signer.seal(texts.request(soap), key, texts.at(), Duration.ofHours(1))),
                new Case(
                        "unknown-key",
                        RefusalCode.CERTIFICATE_UNKNOWN,
                        "khoá chưa đăng ký trong danh bạ",
                        "a key that the directory does not know",
                        signer.seal(texts.request(soap), stranger, texts.at(), Vectors.LIFE)));
    }

    private String token() {
        try {
            return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        } catch (CertificateEncodingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private byte[] edited(UnaryOperator<String> edit) {
        String before = new String(good, StandardCharsets.UTF_8);
        String after = edit.apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException("nothing was changed");
        }
        return after.getBytes(StandardCharsets.UTF_8);
    }

    private static String replaced(Pattern pattern, String text, UnaryOperator<String> edit) {
        Matcher found = pattern.matcher(text);
        return found.replaceFirst(match -> Matcher.quoteReplacement(edit.apply(match.group())));
    }

    private static String flipped(String base64) {
        byte[] octets = Base64.getMimeDecoder().decode(base64);
        octets[0] ^= 1;
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String der(String base64) {
        byte[] both = Base64.getMimeDecoder().decode(base64);
        int half = both.length / 2;
        DERSequence pair = new DERSequence(new ASN1Integer[] {
            new ASN1Integer(new BigInteger(1, Arrays.copyOf(both, half))),
            new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(both, half, both.length)))
        });
        try {
            return Base64.getEncoder().encodeToString(pair.getEncoded());
        } catch (IOException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
