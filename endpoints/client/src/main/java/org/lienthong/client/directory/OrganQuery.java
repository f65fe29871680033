package org.lienthong.client.directory;

import java.util.Optional;

/**
 * Which part of the directory.
 *
 * @param since only what changed after this version; 0: everything
 * @param cursor of the page before
 */
public record OrganQuery(long since, Optional<String> cursor) {

    public static OrganQuery everything() {
        return since(0);
    }

    /** @param version of the last page that was read */
    public static OrganQuery since(long version) {
        return new OrganQuery(version, Optional.empty());
    }
}
