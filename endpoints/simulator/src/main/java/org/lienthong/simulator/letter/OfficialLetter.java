package org.lienthong.simulator.letter;

import java.time.LocalDate;
import java.util.List;

/**
 * What stands on the page of a công văn.
 *
 * @param issuer name of the agency
 * @param number of the year's register
 * @param notation e.g. {@code VPCP-KSTT}
 * @param subject without its "V/v"
 * @param addressees of "Kính gửi"
 * @param paragraphs of the text
 * @param copies "Nơi nhận", one a line
 */
public record OfficialLetter(
        String issuer,
        int number,
        String notation,
        String place,
        LocalDate date,
        String subject,
        List<String> addressees,
        List<String> paragraphs,
        List<String> copies,
        Signer signer) {

    public OfficialLetter {
        addressees = List.copyOf(addressees);
        paragraphs = List.copyOf(paragraphs);
        copies = List.copyOf(copies);
    }

    /** @param authority lines above the position, e.g. {@code TL. BỘ TRƯỞNG, CHỦ NHIỆM} */
    public record Signer(String authority, String position, String name) {}
}
