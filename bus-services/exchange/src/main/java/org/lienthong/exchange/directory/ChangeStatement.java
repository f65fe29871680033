package org.lienthong.exchange.directory;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.Digest;

/**
 * The words that operators sign. Nothing of one bus, one purpose or one day passes for another's:
 *
 * <pre>
 * lienthong directory change 1
 * bus: urn:lienthong:bus:hanoi
 * at: 2026-11-24T05:00:00Z
 * nonce: 0f1e2d3c4b5a69788796a5b4c3d2e1f0
 * change: unbind-key
 * system: hcmc
 * key: 9a…
 * </pre>
 */
final class ChangeStatement {

    private static final String HEAD = "lienthong directory change 1";

    private ChangeStatement() {}

    static String of(BusUri bus, Instant at, String nonce, Change change) {
        StringBuilder lines = new StringBuilder(HEAD + "\nbus: " + bus + "\nat: " + at + "\nnonce: " + nonce
                + "\nchange: " + change.kind().wire() + "\n");
        change.fields()
                .forEach((field, value) ->
                        lines.append(field.wire()).append(": ").append(value).append('\n'));
        return lines.toString();
    }

    /** The inverse, of what this class wrote for this bus. */
    static Change change(BusUri bus, String statement) {
        String[] lines = statement.split("\n", -1);
        if (lines.length < 6 || !lines[0].equals(HEAD) || !lines[1].equals("bus: " + bus)) {
            throw new ChangeRefusedException("đề xuất của trục khác", "a proposal of another bus");
        }
        ChangeKind kind = ChangeKind.parse(value(lines[4])).orElseThrow();
        Map<ChangeField, String> fields = new EnumMap<>(ChangeField.class);
        for (int i = 5; i < lines.length - 1; i++) {
            fields.put(
                    ChangeField.parse(lines[i].substring(0, lines[i].indexOf(':')))
                            .orElseThrow(),
                    value(lines[i]));
        }
        return new Change(kind, fields);
    }

    private static String value(String line) {
        return line.substring(line.indexOf(": ") + 2);
    }

    /** @param decision {@code approve} or {@code reject} */
    static String decision(BusUri bus, Digest change, String decision) {
        return "lienthong directory decision 1\nbus: " + bus + "\nchange: " + change + "\ndecision: " + decision + "\n";
    }
}
