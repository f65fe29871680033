package org.lienthong.exchange.admission;

import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/** What arrived is not what was signed. */
final class Mismatch {

    private Mismatch() {}

    static Refusal length(String what, long announced, long found) {
        return of(what, announced + " B", found + " B");
    }

    static Refusal longer(String what, long announced) {
        return of(what, announced + " B", "> " + announced + " B");
    }

    static Refusal digest(String what, Digest announced, Digest found) {
        return of(what, announced.toString(), found.toString());
    }

    static Refusal mediaType(String what, String announced, String found) {
        return of(what + "/MediaType", announced, found);
    }

    private static Refusal of(String what, String announced, String found) {
        return Refusal.of(RefusalCode.DIGEST_MISMATCH)
                .with("what", what)
                .with("expected", announced)
                .with("found", found)
                .at(what);
    }
}
