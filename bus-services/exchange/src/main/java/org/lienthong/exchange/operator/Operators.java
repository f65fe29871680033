package org.lienthong.exchange.operator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lienthong.message.identity.Digest;

/** Those whom the configuration names now. Whoever it names no more vouches for nothing, not even what he signed before. */
public final class Operators {

    private final Map<Digest, Operator> byKey = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two share a name or a key: one person could be two */
    public Operators(List<Operator> operators) {
        for (Operator operator : operators) {
            String unused = SignatureForm.of(operator.key());
            Operator before = byKey.put(operator.fingerprint(), operator);
            if (before != null
                    || operators.stream()
                                    .filter(o -> o.name().equals(operator.name()))
                                    .count()
                            > 1) {
                throw new IllegalArgumentException("hai người vận hành trùng tên hoặc trùng khoá: " + operator.name()
                        + " / two operators share a name or a key: " + operator.name());
            }
        }
    }

    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    public Optional<Operator> named(String name) {
        return byKey.values().stream()
                .filter(operator -> operator.name().equals(name))
                .findFirst();
    }

    /** @return whether one of them made this mark on this statement */
    public boolean vouchFor(OperatorMark mark, String statement) {
        Operator operator = byKey.get(mark.operator());
        return operator != null
                && SignatureForm.verifies(operator.key(), statement.getBytes(StandardCharsets.UTF_8), mark.signature());
    }
}
