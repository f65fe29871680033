package org.lienthong.client.directory;

import java.util.List;
import java.util.Optional;
import org.lienthong.message.identity.Digest;

/**
 * At most 500 organs that changed.
 *
 * @param version of the whole directory; that of the last page is what to ask {@link OrganQuery#since} with next time
 * @param next asks for the next page; empty on the last
 * @param nextBusCertificate SHA-256 of the certificate with which the bus will sign next
 */
public record OrganPage(
        long version, List<Organ> organs, Optional<OrganQuery> next, Optional<Digest> nextBusCertificate) {

    public OrganPage {
        organs = List.copyOf(organs);
    }
}
