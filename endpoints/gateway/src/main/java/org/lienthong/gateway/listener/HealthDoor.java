package org.lienthong.gateway.listener;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** {@code GET /health}: 200 if every part serves, else 503; which part is told, why is in the log. */
public final class HealthDoor extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, BooleanSupplier> parts;

    /** @param parts by name, each answering quickly whether it serves, never throwing */
    public HealthDoor(Map<String, BooleanSupplier> parts) {
        this.parts = new LinkedHashMap<>(parts);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Boolean> state = new LinkedHashMap<>();
        parts.forEach((name, serves) -> state.put(name, serves.getAsBoolean()));
        boolean all = !state.containsValue(false);
        String members = state.entrySet().stream()
                .map(part -> ",\"" + part.getKey() + "\":\"" + (part.getValue() ? "UP" : "DOWN") + "\"")
                .collect(Collectors.joining());
        TimeDoor.Json.write(response, all ? 200 : 503, "{\"status\":\"" + (all ? "UP" : "DOWN") + "\"" + members + "}");
    }
}
