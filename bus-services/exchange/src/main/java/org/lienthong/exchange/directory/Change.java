package org.lienthong.exchange.directory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MalformedIdentifierException;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/** A change of the directory as an operator says it: complete, and every field well formed. */
public record Change(ChangeKind kind, Map<ChangeField, String> fields) {

    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,8000}");
    private static final Pattern LIST = Pattern.compile("[\\s|;,]+");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** @throws ChangeRefusedException naming the field that is missing, out of place or malformed */
    public Change {
        Map<ChangeField, String> kept = new EnumMap<>(ChangeField.class);
        fields.forEach((field, value) -> kept.put(field, value.strip()));
        fields = Collections.unmodifiableMap(kept);
        for (ChangeField field : ChangeField.values()) {
            boolean said = fields.containsKey(field);
            if (!said && kind.required().contains(field)) {
                throw refused(kind.wire() + ": thiếu --" + field.wire(), kind.wire() + " needs --" + field.wire());
            }
            if (said && !kind.permits(field)) {
                throw refused(
                        kind.wire() + " không dùng --" + field.wire(), kind.wire() + " takes no --" + field.wire());
            }
            if (said && !LINE.matcher(fields.get(field)).matches()) {
                throw malformed(field);
            }
        }
    }

    private static ChangeRefusedException refused(String vi, String en) {
        return new ChangeRefusedException(vi, en);
    }

    private static ChangeRefusedException malformed(ChangeField field) {
        return refused("--" + field.wire() + " không hợp lệ", "--" + field.wire() + " is not valid");
    }

    Optional<String> text(ChangeField field) {
        return Optional.ofNullable(fields.get(field));
    }

    String required(ChangeField field) {
        return text(field).orElseThrow();
    }

    SystemId system() {
        return read(ChangeField.SYSTEM, SystemId::new).orElseThrow();
    }

    OrganId organ() {
        return organ(ChangeField.ORGAN).orElseThrow();
    }

    Optional<OrganId> organ(ChangeField field) {
        return read(field, OrganId::new);
    }

    Digest key() {
        String hex = required(ChangeField.KEY);
        if (!HEX.matcher(hex).matches()) {
            throw malformed(ChangeField.KEY);
        }
        return Digest.parse(hex);
    }

    SortedSet<String> scopes() {
        SortedSet<String> scopes = new TreeSet<>(list(ChangeField.SCOPES));
        if (scopes.stream().anyMatch(scope -> Scope.parse(scope).isEmpty())) {
            throw malformed(ChangeField.SCOPES);
        }
        return scopes;
    }

    SortedSet<String> aliases() {
        SortedSet<String> aliases = new TreeSet<>();
        for (String alias : list(ChangeField.ALIASES)) {
            try {
                aliases.add(new OrganId(alias).value());
            } catch (MalformedIdentifierException notACode) {
                throw malformed(ChangeField.ALIASES);
            }
        }
        return aliases;
    }

    Optional<Integer> level() {
        return text(ChangeField.LEVEL).map(level -> {
            if (!List.of("1", "2", "3", "4").contains(level)) {
                throw malformed(ChangeField.LEVEL);
            }
            return Integer.valueOf(level);
        });
    }

    Optional<Instant> time(ChangeField field) {
        try {
            return text(field)
                    .map(text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException notATime) {
            throw malformed(field);
        }
    }

    private List<String> list(ChangeField field) {
        List<String> values = new ArrayList<>();
        text(field).ifPresent(text -> LIST.splitAsStream(text)
                .filter(value -> !value.isEmpty())
                .forEach(values::add));
        return values;
    }

    private <T> Optional<T> read(ChangeField field, Function<String, T> type) {
        try {
            return text(field).map(type);
        } catch (MalformedIdentifierException notOne) {
            throw malformed(field);
        }
    }
}
