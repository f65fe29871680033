package org.lienthong.gateway.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lienthong.gateway.configuration.ConfigurationRefusedException.Problem;

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
            rules.sizes(configuration.limits());
            rules.uploads(configuration.uploads());
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
        loads("signing.key", configuration.signing().key());
        if (configuration.tls() != null) {
            loads("tls.key", configuration.tls().key());
        }
        configuration.trust().authorities().forEach(file -> exists("trust.authorities", file));
        exists("trust.revocation-lists", configuration.trust().revocationLists());
        Path folder = configuration.directory().folder();
        if (folder != null) {
            exists("directory.folder", folder);
        }
    }

    private void loads(String key, KeyFile file) {
        try {
            file.load();
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
