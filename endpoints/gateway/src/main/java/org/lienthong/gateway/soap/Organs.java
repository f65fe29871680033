package org.lienthong.gateway.soap;

import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.directory.OrganCursor;
import org.lienthong.exchange.directory.OrganEntry;
import org.lienthong.exchange.directory.OrganPage;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.xsd.exchange.GetOrgans;
import org.lienthong.xsd.exchange.GetOrgansAnswer;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.Organ;
import org.lienthong.xsd.types.OrganState;

/** Pages of the directory, as the wire carries them. */
final class Organs {

    private Organs() {}

    /** @throws RefusedException RequestInvalid */
    static OrganCursor asked(GetOrgans request) {
        String cursor = request.getCursor();
        if (cursor != null) {
            return OrganCursor.parse(cursor).orElseThrow(() -> invalid("GetOrgans/Cursor", "Cursor"));
        }
        @Nullable Long since = request.getSinceVersion();
        if (since == null) {
            return OrganCursor.since(0);
        }
        if (since < 0 || since == Long.MAX_VALUE) {
            throw invalid("GetOrgans/SinceVersion", "SinceVersion " + since);
        }
        return OrganCursor.since(since);
    }

    /** A caller that knows more than there is has a copy of another directory. */
    static void requireKnown(GetOrgans request, GetOrgansAnswer answer) {
        @Nullable Long since = request.getSinceVersion();
        if (request.getCursor() == null && since != null && since > answer.getVersion()) {
            throw invalid("GetOrgans/SinceVersion", "SinceVersion " + since + " > Version " + answer.getVersion());
        }
    }

    private static RefusedException invalid(String element, String what) {
        return Refusal.of(RefusalCode.REQUEST_INVALID)
                .with("what", what)
                .at(element)
                .refused();
    }

    static GetOrgansAnswer answer(AnswerContext context, OrganPage page, Optional<X509Certificate> next) {
        GetOrgansAnswer answer = new GetOrgansAnswer();
        answer.setAnswerContext(context);
        answer.setVersion(page.version());
        page.organs().stream().map(Organs::organ).forEach(answer.getOrgan()::add);
        page.next().ifPresent(cursor -> answer.setNextCursor(cursor.toString()));
        next.ifPresent(certificate -> answer.setNextBusCertificate(Connections.announced(certificate)));
        return answer;
    }

    private static Organ organ(OrganEntry entry) {
        Organ organ = new Organ();
        organ.setOrganId(entry.organ().value());
        organ.setName(entry.name());
        entry.code102().ifPresent(organ::setCode102);
        organ.getAlias().addAll(entry.aliases());
        entry.parent().ifPresent(organ::setParent);
        entry.level().ifPresent(organ::setLevel);
        organ.setKind(entry.kind());
        organ.setState(OrganState.fromValue(entry.state().name()));
        entry.successor().ifPresent(organ::setSuccessor);
        entry.contactPoint().ifPresent(organ::setContactPoint);
        entry.validFrom().ifPresent(from -> organ.setValidFrom(from.atOffset(ZoneOffset.UTC)));
        entry.validTo().ifPresent(to -> organ.setValidTo(to.atOffset(ZoneOffset.UTC)));
        organ.setVersion(entry.version());
        return organ;
    }
}
