package org.lienthong.exchange.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.message.edxml.StatusCode;

final class StandingTest {

    /** From each standing, what each code leads to; a dot is a refusal. The columns are the codes. */
    private static final String TABLE = """
                01  02  03  04  05  06  13     15  16
            –   01  02  03  04  05  06  –+13   .   .
            01  .   02  03  04  05  06  01+13  .   .
            02  .   .   .   .   .   .   02+13  .   .
            03  .   .   .   04  05  06  03+13  .   .
            04  .   .   .   .   05  06  04+13  .   .
            05  .   .   .   .   05  06  05+13  .   .
            06  .   .   .   .   .   .   06+13  .   .
            15  .   .   .   .   .   .   .      .   .
            –+13   01+13  02+13  03+13  04+13  05+13  06+13  .  15  –
            01+13  .   02+13  03+13  04+13  05+13  06+13  .  15  01
            02+13  .   .   .   .   .   .   .  15  02
            03+13  .   .   .   04+13  05+13  06+13  .  15  03
            04+13  .   .   .   .   05+13  06+13  .  15  04
            05+13  .   .   .   .   05+13  06+13  .  15  05
            06+13  .   .   .   .   .   .   .  15  06
            """;

    private static Map<String, Map<StatusCode, String>> table() {
        Map<String, Map<StatusCode, String>> table = new HashMap<>();
        for (String line : TABLE.lines().skip(1).toList()) {
            Iterator<String> cells = List.of(line.strip().split("\\s+", -1)).iterator();
            String from = cells.next();
            Map<StatusCode, String> row = new EnumMap<>(StatusCode.class);
            for (StatusCode code : StatusCode.values()) {
                row.put(code, cells.next());
            }
            table.put(from, row);
        }
        return table;
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void everyCodeFromEveryStandingLeadsWhereTheTableSays(Stage stage) {
        for (boolean asked : new boolean[] {false, true}) {
            Standing standing = new Standing(stage, asked);
            if (stage == Stage.WITHDRAWN && asked) {
                continue; // nothing leads there: the next test
            }
            Map<StatusCode, String> row = table().getOrDefault(standing.toString(), Map.of());
            assertThat(Arrays.stream(StatusCode.values())
                            .collect(Collectors.toMap(code -> code, code -> standing.after(code)
                                    .map(Object::toString)
                                    .orElse("."))))
                    .as(standing.toString())
                    .isEqualTo(row);
            assertThat(standing.mayFollow())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(StatusCode.values())
                            .filter(code -> !".".equals(row.get(code)))
                            .toList());
        }
    }

    @Test
    void everythingThatCanBeReachedIsInTheTableAndBack() {
        Map<String, Standing> reached = new HashMap<>();
        reach(Standing.AT_FIRST, reached);
        assertThat(reached.keySet()).isEqualTo(table().keySet());
    }

    private static void reach(Standing standing, Map<String, Standing> reached) {
        if (reached.putIfAbsent(standing.toString(), standing) == null) {
            for (StatusCode code : StatusCode.values()) {
                Optional<Standing> next = standing.after(code);
                next.ifPresent(one -> reach(one, reached));
            }
        }
    }
}
