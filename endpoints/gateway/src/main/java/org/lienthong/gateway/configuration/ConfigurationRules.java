package org.lienthong.gateway.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lienthong.gateway.configuration.ConfigurationRefusedException.Problem;
import org.lienthong.message.seal.TrustAnchors;

/** What must hold of a configuration as a whole. */
final class ConfigurationRules {

    private final List<Problem> problems = new ArrayList<>();

    private ConfigurationRules() {}

    static List<Problem> problems(GatewayConfiguration configuration) {
        ConfigurationRules rules = new ConfigurationRules();
        rules.present(configuration);
        if (rules.problems.isEmpty()) {
            rules.transport(configuration);
            rules.keys(configuration);
            rules.authorities(configuration);
            new TrustRules(rules.problems).judge(configuration.trust());
            rules.nextCertificate(configuration);
            rules.operators(configuration);
            rules.sizes(configuration.limits());
            rules.uploads(configuration.uploads());
            rules.terms(configuration.terms());
            rules.push(configuration);
        }
        return rules.problems;
    }

    /** The binder leaves null what the file leaves out, whatever the type says. */
    @SuppressWarnings("ConstantValue")
    private void present(GatewayConfiguration configuration) {
        require("bus", configuration.bus());
        require("data", configuration.data());
        require("signing", configuration.signing());
        require("trust", configuration.trust());
        if (configuration.signing() != null) {
            require("signing.key", configuration.signing().key());
        }
        if (configuration.trust() != null) {
            require("trust.authorities", configuration.trust().authorities());
            require("trust.revocation-lists", configuration.trust().revocationLists());
        }
        if (configuration.tls() != null) {
            require("tls.key", configuration.tls().key());
        }
    }

    private void require(String key, @org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            say(key, "bắt buộc phải có", "is required");
        }
    }

    private void terms(GatewayConfiguration.Terms terms) {
        if (terms.stuckAfter() < 1) {
            say("terms.stuck-after", "phải từ 1 trở lên", "must be 1 or more");
        }
    }

    private void transport(GatewayConfiguration configuration) {
        if (configuration.tls() != null) {
            return;
        }
        if (configuration.profile() == Profile.SERVE) {
            if (configuration.listen().trustedProxies().isEmpty()) {
                say(
                        "tls",
                        "profile serve không phục vụ HTTP không mã hoá: cần tls.key, hoặc listen.trusted-proxies nếu TLS kết"
                                + " thúc ở proxy",
                        "profile serve never serves plain HTTP: give tls.key, or listen.trusted-proxies if a proxy ends TLS");
            }
        } else if (!isLoopback(configuration.listen().address())) {
            say(
                    "listen.address",
                    "không có TLS thì chỉ được lắng nghe trên loopback (127.0.0.1)",
                    "without TLS only loopback (127.0.0.1) may be listened on");
        }
    }

    private void keys(GatewayConfiguration configuration) {
        loads("signing.key", configuration.signing().key(), configuration.profile());
        if (configuration.tls() != null) {
            loads("tls.key", configuration.tls().key(), configuration.profile());
        }
        Path next = configuration.signing().nextCertificate();
        if (next != null) {
            List<X509Certificate> announced = certificates("signing.next-certificate", next);
            if (configuration.profile() == Profile.SERVE) {
                refuseThrowAway("signing.next-certificate", announced);
            }
        }
        exists("trust.revocation-lists", configuration.trust().revocationLists());
        Path folder = configuration.directory().folder();
        if (folder != null) {
            exists("directory.folder", folder);
        }
    }

    private void authorities(GatewayConfiguration configuration) {
        List<X509Certificate> all = new ArrayList<>();
        configuration.trust().authorities().forEach(file -> all.addAll(certificates("trust.authorities", file)));
        if (configuration.profile() == Profile.SERVE) {
            refuseThrowAway("trust.authorities", all);
        }
        for (X509Certificate one : all) {
            if (one.getBasicConstraints() < 0) {
                String name = one.getSubjectX500Principal().toString();
                say(
                        "trust.authorities",
                        name + " không phải chứng thư của cơ quan chứng thực (CA)",
                        name + " is not the certificate of an authority (CA)");
            }
        }
        if (problems.isEmpty() && all.stream().noneMatch(TrustAnchors::isSelfSigned)) {
            say(
                    "trust.authorities",
                    "không có chứng thư gốc (CA tự ký) nào",
                    "there is no root (self-signed authority) among them");
        }
    }

    /** Between the two certificates there must be no day on which the bus cannot sign. */
    private void nextCertificate(GatewayConfiguration configuration) {
        Path file = configuration.signing().nextCertificate();
        if (file == null || !problems.isEmpty()) {
            return;
        }
        X509Certificate present = configuration.signing().key().load().certificate();
        X509Certificate next = KeyFile.certificates(file).get(0);
        if (next.getPublicKey().equals(present.getPublicKey())) {
            say(
                    "signing.next-certificate",
                    "mang cùng khoá với chứng thư hiện nay",
                    "holds the key of the present one");
        }
        Instant change = present.getNotAfter().toInstant();
        if (next.getNotBefore().toInstant().isAfter(change)
                || next.getNotAfter().toInstant().isBefore(change)) {
            say(
                    "signing.next-certificate",
                    "phải có hiệu lực trước khi chứng thư hiện nay hết hạn và hết hạn sau nó",
                    "must be valid before the present one ends, and end after it");
        }
    }

    private void operators(GatewayConfiguration configuration) {
        try {
            boolean unused = OperatorKeys.of(configuration).isEmpty();
        } catch (IllegalArgumentException unusable) {
            problems.add(new Problem("directory.operators", String.valueOf(unusable.getMessage())));
        }
        if (configuration.directory().operators().size() == 1) {
            say(
                    "directory.operators",
                    "một người thì không ai phê duyệt được: cần ít nhất hai người vận hành",
                    "with one nobody can approve: name two operators or more");
        }
    }

    private List<X509Certificate> certificates(String key, Path file) {
        try {
            return KeyFile.certificates(file);
        } catch (IllegalArgumentException unreadable) {
            problems.add(new Problem(key, String.valueOf(unreadable.getMessage())));
            return List.of();
        }
    }

    private void refuseThrowAway(String key, List<X509Certificate> chain) {
        chain.stream()
                .filter(TrustAnchors::isThrowAway)
                .map(one -> one.getSubjectX500Principal().toString())
                .forEach(
                        name -> say(
                                key,
                                name
                                        + " là chứng thư thử nghiệm của sandbox: profile serve không bao giờ dùng; hãy thay bằng"
                                        + " chứng thư thật",
                                name
                                        + " was made for trying out (sandbox): profile serve never uses it; put a real one there"));
    }

    private void loads(String key, KeyFile file, Profile profile) {
        try {
            KeyMaterial material = file.load();
            if (profile == Profile.SERVE) {
                refuseThrowAway(key, material.chain());
            }
        } catch (IllegalArgumentException unreadable) {
            problems.add(new Problem(key, String.valueOf(unreadable.getMessage())));
        }
    }

    private void exists(String key, Path path) {
        if (!Files.exists(path)) {
            say(key, "không có " + path, path + " does not exist");
        }
    }

    private void sizes(GatewayConfiguration.Limits limits) {
        if (limits.inline().compareTo(limits.rootPart()) > 0) {
            say("limits.inline", "lớn hơn limits.root-part", "is larger than limits.root-part");
        }
        if (limits.rootPart().compareTo(limits.entity()) > 0) {
            say("limits.root-part", "lớn hơn limits.entity", "is larger than limits.entity");
        }
        if (limits.memory().compareTo(limits.rootPart()) < 0) {
            say("limits.memory", "nhỏ hơn limits.root-part", "is smaller than limits.root-part");
        }
    }

    private void push(GatewayConfiguration configuration) {
        GatewayConfiguration.Push push = configuration.push();
        push.trust().forEach(file -> exists("push.trust", file));
        if (!push.enabled()) {
            return;
        }
        String address = push.address();
        boolean serve = configuration.profile() == Profile.SERVE;
        if (address == null || !address.matches(serve ? "https://[^/?#@]+" : "https?://[^/?#@]+")) {
            say(
                    "push.address",
                    "cần địa chỉ của trục mà các cơ quan truy cập được, ví dụ https://truc.example.gov.vn",
                    "needs the address of this bus as agencies reach it, e.g. https://truc.example.gov.vn");
        }
        if (serve && push.trust().isEmpty()) {
            say(
                    "push.trust",
                    "cần các CA gốc của chứng thư TLS mà hộp thư của các cơ quan dùng",
                    "needs the roots of the TLS certificates of the agencies' inboxes");
        }
        if (push.threads() < 1 || push.mostPushes() < 1 || push.alarmFailures() < 1) {
            say(
                    "push",
                    "threads, most-pushes và alarm-failures phải từ 1 trở lên",
                    "threads, most-pushes and alarm-failures must be 1 or more");
        }
    }

    private void uploads(GatewayConfiguration.Uploads uploads) {
        positive("uploads.open", uploads.open());
        positive("uploads.bytes", uploads.bytes().toBytes());
        positive("uploads.chunk", uploads.chunk().toBytes());
        positive("uploads.idle", uploads.idle().toMillis());
        positive("uploads.unreferenced", uploads.unreferenced().toMillis());
    }

    private void positive(String key, long value) {
        if (value < 1) {
            say(key, "phải lớn hơn 0", "must be more than 0");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private void say(String key, String vi, String en) {
        problems.add(new Problem(key, vi, en));
    }
}
