package org.lienthong.gateway.exchanges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of src/test/exchanges, read; its README.md is the format. */
record GoldenExchange(String name, String prose, List<Step> steps) {

    private static final Set<String> KEYS = Set.of(
            "with",
            "request",
            "soap",
            "signer",
            "sign",
            "method",
            "digest",
            "c14n",
            "transform",
            "created",
            "expires",
            "edxml",
            "said",
            "before",
            "after",
            "bytes",
            "header",
            "method-line",
            "body",
            "part",
            "times",
            "until",
            "status",
            "fault",
            "culprit",
            "signed",
            "element",
            "soapcode",
            "says",
            "holds",
            "signs");
    private static final Pattern LINE = Pattern.compile("([a-z0-9-]+): ?(.*)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(n|r|t|u[0-9a-fA-F]{4})");

    /** Replaces the first occurrence of a text. */
    record Edit(String what, String instead) {

        static Edit parse(String value) {
            int arrow = value.indexOf(" =>");
            if (arrow < 0) {
                throw new IllegalArgumentException("an edit is \"what => instead\": " + value);
            }
            String instead = value.substring(arrow + 3);
            return new Edit(value.substring(0, arrow), instead.startsWith(" ") ? instead.substring(1) : instead);
        }

        String apply(String text) {
            int at = text.indexOf(what);
            if (at < 0) {
                throw new IllegalArgumentException("the text to be replaced does not occur: " + what);
            }
            return text.substring(0, at) + instead + text.substring(at + what.length());
        }
    }

    /** One request and what must come back. */
    record Step(String prose, Map<String, List<String>> values) {

        Optional<String> one(String key) {
            return all(key).stream().findFirst();
        }

        String one(String key, String otherwise) {
            return one(key).orElse(otherwise);
        }

        List<String> all(String key) {
            return values.getOrDefault(key, List.of());
        }

        List<Edit> edits(String key) {
            return all(key).stream().map(Edit::parse).toList();
        }

        /** @return every code of the fault table that this step demands */
        Stream<String> codes() {
            return Stream.concat(
                    one("fault").stream(), all("culprit").stream().map(culprit -> culprit.split(" ", -1)[1]));
        }
    }

    /** @return lines of configuration by which the bus of this exchange differs */
    List<String> configuration() {
        return steps.get(0).all("with");
    }

    static GoldenExchange read(Path file) {
        try {
            String text = Files.readString(file);
            int blank = text.indexOf("\n\n");
            String prose = text.substring(0, blank).replace('\n', ' ');
            List<Step> steps = new ArrayList<>(List.of(new Step(prose, new LinkedHashMap<>())));
            List<String> current = new ArrayList<>();
            for (String line : text.substring(blank + 2).lines().toList()) {
                if (line.isBlank() || line.startsWith("//")) {
                    continue;
                }
                if (line.startsWith("  ")) {
                    current.set(current.size() - 1, current.get(current.size() - 1) + unescape(line.substring(2)));
                    continue;
                }
                if (line.startsWith("then: ")) {
                    steps.add(new Step(line.substring(6), new LinkedHashMap<>()));
                    continue;
                }
                Matcher pair = LINE.matcher(line);
                if (!pair.matches() || !KEYS.contains(pair.group(1))) {
                    throw new IllegalArgumentException(file + ": " + line);
                }
                current = steps.get(steps.size() - 1).values().computeIfAbsent(pair.group(1), key -> new ArrayList<>());
                current.add(unescape(pair.group(2)));
            }
            return new GoldenExchange(file.getFileName().toString().replace(".exchange", ""), prose, steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1).charAt(0)) {
                            case 'n' -> "\n";
                            case 'r' -> "\r";
                            case 't' -> "\t";
                            default ->
                                String.valueOf(
                                        (char) Integer.parseInt(found.group(1).substring(1), 16));
                        }));
    }
}
