package org.lienthong.exchange.directory;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lienthong.message.identity.OrganId;

/**
 * The level that a code shows by its shape: 1 ministry or province, then down. {@code G22} 1, {@code H37.DN.001} 3,
 * {@code 000.00.13.H53} 2. Since July 2025 a commune stands right below its province whatever its code: so a level that is
 * stated wins over one that is read off.
 */
final class OrganLevels {

    private static final int LOWEST = 4;
    private static final Pattern QD20 = Pattern.compile("[A-Z][0-9]{2}(?:\\.[A-Z0-9]+)*");
    private static final Pattern QCVN102 = Pattern.compile("[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Z][0-9]{2}");
    private static final Pattern DOT = Pattern.compile("\\.");

    private OrganLevels() {}

    /** @return empty if the code has neither shape */
    static Optional<Integer> of(OrganId code) {
        String text = code.value();
        if (QD20.matcher(text).matches()) {
            return Optional.of((int) DOT.splitAsStream(text).count()).filter(level -> level <= LOWEST);
        }
        if (QCVN102.matcher(text).matches()) {
            String[] groups = DOT.split(text, LOWEST);
            int zeros = 0;
            while (zeros < LOWEST - 1 && groups[zeros].chars().allMatch(digit -> digit == '0')) {
                zeros++;
            }
            return Optional.of(LOWEST - zeros);
        }
        return Optional.empty();
    }
}
