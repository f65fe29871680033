package org.lienthong.exchange.directory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lienthong.message.identity.MalformedIdentifierException;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/** One line of a file. What a cell should hold and does not becomes a fault, and the cell empty. */
record CsvRow(String file, long line, Map<String, String> cells, RowFaults faults) {

    Optional<String> text(String column) {
        String cell = cells.getOrDefault(column, "").strip();
        return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
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

    Optional<SystemId> requiredSystem(String column) {
        return identifier(column, required(column), SystemId::new);
    }

    /** ISO 8601 with an offset, e.g. {@code 2026-11-24T00:00:00+07:00}. */
    Optional<Instant> instant(String column) {
        Optional<String> cell = text(column);
        try {
            return cell.map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            fault(
                    column,
                    "phải là ngày giờ ISO 8601 có múi giờ, ví dụ 2026-11-24T00:00:00+07:00",
                    "must be an ISO 8601 time with an offset, e.g. 2026-11-24T00:00:00+07:00");
            return Optional.empty();
        }
    }

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
