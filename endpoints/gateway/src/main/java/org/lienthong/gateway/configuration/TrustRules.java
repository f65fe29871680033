package org.lienthong.gateway.configuration;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.lienthong.gateway.configuration.ConfigurationRefusedException.Problem;
import org.lienthong.gateway.configuration.GatewayConfiguration.Trust;
import org.lienthong.message.seal.SealPolicy;

/** What must hold of clocks and of grace for revocation lists. */
record TrustRules(List<Problem> problems) {

    /** The binder leaves null what an entry leaves out, whatever the type says. */
    @SuppressWarnings("ConstantValue")
    void judge(Trust trust) {
        skew("trust.skew", trust.skew());
        Set<Object> named = new HashSet<>();
        for (int i = 0; i < trust.skewAllowances().size(); i++) {
            Trust.SkewAllowance one = trust.skewAllowances().get(i);
            String key = "trust.skew-allowances[" + i + "]";
            if (one.system() == null || one.skew() == null) {
                say(key, "cần cả system và skew", "needs both system and skew");
            } else {
                skew(key, one.skew());
                once(named, key, one.system());
            }
        }
        if (trust.revocationGrace().isNegative()) {
            say("trust.revocation-grace", "không được âm", "must not be negative");
        }
        for (int i = 0; i < trust.revocationGraces().size(); i++) {
            Trust.RevocationGrace one = trust.revocationGraces().get(i);
            String key = "trust.revocation-graces[" + i + "]";
            if (one.authority() == null || one.grace() == null || one.grace().isNegative()) {
                say(key, "cần authority và grace không âm", "needs authority and a grace that is not negative");
            } else if (authority(trust, key, one.authority())) {
                once(named, key, new X500Principal(one.authority()));
            }
        }
    }

    private void skew(String key, Duration skew) {
        if (skew.isNegative() || skew.compareTo(SealPolicy.SKEW_MAX) > 0) {
            say(
                    key,
                    skew + " không nằm trong khoảng 0 đến " + SealPolicy.SKEW_MAX.toMinutes() + " phút",
                    skew + " is not within 0 and " + SealPolicy.SKEW_MAX.toMinutes() + " minutes");
        }
    }

    private boolean authority(Trust trust, String key, String name) {
        try {
            X500Principal wanted = new X500Principal(name);
            boolean known = trust.authorities().stream()
                    .flatMap(file -> KeyFile.certificates(file).stream())
                    .anyMatch(one -> one.getSubjectX500Principal().equals(wanted));
            if (!known) {
                say(key, "trong trust.authorities không có CA " + name, "trust.authorities holds no authority " + name);
            }
            return known;
        } catch (IllegalArgumentException unreadable) {
            say(key, "không đọc được tên CA " + name, "the name " + name + " of an authority cannot be read");
            return false;
        }
    }

    private void once(Set<Object> named, String key, Object name) {
        if (!named.add(name)) {
            say(key, name + " đã được ghi ở trên", name + " is named above already");
        }
    }

    private void say(String key, String vi, String en) {
        problems.add(new Problem(key, vi, en));
    }
}
