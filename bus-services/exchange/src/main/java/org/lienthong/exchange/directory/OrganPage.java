package org.lienthong.exchange.directory;

import java.util.List;
import java.util.Optional;

/**
 * Some of what changed since a version.
 *
 * @param version of the whole directory when the page was read: on the last page, what the caller now knows
 * @param next where the next page begins; empty on the last
 */
public record OrganPage(long version, List<OrganEntry> organs, Optional<OrganCursor> next) {

    public OrganPage {
        organs = List.copyOf(organs);
    }
}
