package org.lienthong.client.soap;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.lienthong.client.directory.Organ;
import org.lienthong.client.directory.OrganPage;
import org.lienthong.client.directory.OrganQuery;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.xsd.exchange.GetOrgansAnswer;

/** Pages of the directory, from the wire to values. */
final class OrganForms {

    private OrganForms() {}

    static OrganPage page(GetOrgansAnswer wire, OrganQuery asked) {
        return new OrganPage(
                wire.getVersion(),
                wire.getOrgan().stream().map(OrganForms::organ).toList(),
                Optional.ofNullable(wire.getNextCursor())
                        .map(cursor -> new OrganQuery(asked.since(), Optional.of(cursor))),
                Optional.ofNullable(wire.getNextBusCertificate()).map(c -> Digest.parse(c.getSha256())));
    }

    private static Organ organ(org.lienthong.xsd.types.Organ wire) {
        return new Organ(
                new OrganId(wire.getOrganId()),
                wire.getName(),
                Optional.ofNullable(wire.getCode102()).map(OrganId::new),
                wire.getAlias().stream().map(OrganId::new).toList(),
                Optional.ofNullable(wire.getParent()).map(OrganId::new),
                Optional.ofNullable(wire.getLevel()),
                wire.getKind(),
                Organ.State.valueOf(wire.getState().value()),
                Optional.ofNullable(wire.getSuccessor()).map(OrganId::new),
                Optional.ofNullable(wire.getContactPoint()),
                Optional.ofNullable(wire.getValidFrom()).map(OffsetDateTime::toInstant),
                Optional.ofNullable(wire.getValidTo()).map(OffsetDateTime::toInstant),
                wire.getVersion());
    }
}
