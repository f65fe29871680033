package org.lienthong.exchange.directory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.lienthong.message.identity.MalformedIdentifierException;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/** One line of a file. What a cell should hold and does not becomes a fault, and the cell empty. */
record CsvRow(String file, long line, Map<String, Integer> columns, List<String> cells, RowFaults faults) {

    private static final Pattern LIST = Pattern.compile("[\\s|;]+");

    Optional<String> text(String column) {
        Integer at = columns.get(column);
        String cell = at == null ? "" : cells.get(at).strip();
        return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }

    /** Several values in one cell, apart by blanks, {@code |} or {@code ;}. */
    List<String> list(String column) {
        return text(column).stream()
                .flatMap(LIST::splitAsStream)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    Optional<String> required(String column) {
        Optional<String> cell = text(column);
        if (cell.isEmpty()) {
            fault(column, "không được để trống", "must not be empty");
        }
        return cell;
    }

    Optional<OrganId> organ(String column) {
        return identifier(column, text(column), OrganId::new);
    }

    Optional<OrganId> requiredOrgan(String column) {
        return identifier(column, required(column), OrganId::new);
    }

    Set<OrganId> organs(String column) {
        Set<OrganId> organs = new LinkedHashSet<>();
        for (String code : list(column)) {
            identifier(column, Optional.of(code), OrganId::new).ifPresent(organ -> {
                if (!organs.add(organ)) {
                    fault(column, "mã bị ghi hai lần: " + organ, "named twice: " + organ);
                }
            });
        }
        return organs;
    }

    Optional<SystemId> requiredSystem(String column) {
        return identifier(column, required(column), SystemId::new);
    }

    /** ISO 8601 with an offset, e.g. {@code 2026-11-24T00:00:00+07:00}. */
    Optional<Instant> instant(String column) {
        Optional<String> cell = text(column);
        try {
            return cell.map(text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException notATime) {
            fault(
                    column,
                    "phải là ngày giờ ISO 8601 có múi giờ, ví dụ 2026-11-24T00:00:00+07:00",
                    "must be an ISO 8601 time with an offset, e.g. 2026-11-24T00:00:00+07:00");
            return Optional.empty();
        }
    }

    /** @return the times of two cells, the second after the first */
    Span span(String fromColumn, String toColumn) {
        Span span = new Span(instant(fromColumn), instant(toColumn));
        if (span.from().isPresent()
                && span.to().isPresent()
                && !span.to().get().isAfter(span.from().get())) {
            fault(toColumn, "phải sau " + fromColumn, "must be after " + fromColumn);
        }
        return span;
    }

    /** @param to exclusive */
    record Span(Optional<Instant> from, Optional<Instant> to) {}

    void fault(String column, String messageVi, String messageEn) {
        faults.add(file, line, column, messageVi, messageEn);
    }

    private <T> Optional<T> identifier(String column, Optional<String> cell, Function<String, T> read) {
        try {
            return cell.map(read);
        } catch (MalformedIdentifierException malformed) {
            fault(column, "mã không hợp lệ: " + cell.orElse(""), "not a valid code: " + cell.orElse(""));
            return Optional.empty();
        }
    }
}
