package org.lienthong.exchange.evidence;

import java.time.Duration;
import java.util.Comparator;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.seal.RevocationUsed;
import org.lienthong.message.seal.SealedMessage;

/** Who signed, and on what word it was believed. */
public final class SignerFacts {

    private SignerFacts() {}

    public static EventFacts of(SealedMessage sealed) {
        EventFacts signed = EventFacts.none()
                .with(EventField.SIGNER, sealed.signerSpkiSha256())
                .with(EventField.PROVENANCE, sealed.provenance().name())
                .with(
                        EventField.CRLS,
                        sealed.revocation().stream()
                                .map(used -> used.crlSha256().toString())
                                .toList());
        return sealed.revocation().stream()
                .map(RevocationUsed::age)
                .max(Comparator.naturalOrder())
                .map(Duration::toSeconds)
                .map(age -> signed.with(EventField.CRL_AGE, age))
                .orElse(signed);
    }
}
