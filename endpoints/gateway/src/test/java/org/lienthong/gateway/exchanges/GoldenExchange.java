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

/** A file of src/test/exchanges, read; its README.md is the format. */
record GoldenExchange(String name, String prose, Map<String, List<String>> values) {

    private static final Set<String> KEYS = Set.of(
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
            "before",
            "after",
            "bytes",
            "header",
            "method-line",
            "body",
            "part",
            "times",
            "status",
            "fault",
            "signed",
            "element",
            "soapcode",
            "says");
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

    static GoldenExchange read(Path file) {
        try {
            String text = Files.readString(file);
            int blank = text.indexOf("\n\n");
            Map<String, List<String>> values = new LinkedHashMap<>();
            List<String> current = new ArrayList<>();
            for (String line : text.substring(blank + 2).lines().toList()) {
                if (line.isBlank() || line.startsWith("//")) {
                    continue;
                }
                if (line.startsWith("  ")) {
                    current.set(current.size() - 1, current.get(current.size() - 1) + unescape(line.substring(2)));
                    continue;
                }
                Matcher pair = LINE.matcher(line);
                if (!pair.matches() || !KEYS.contains(pair.group(1))) {
                    throw new IllegalArgumentException(file + ": " + line);
                }
                current = values.computeIfAbsent(pair.group(1), key -> new ArrayList<>());
                current.add(unescape(pair.group(2)));
            }
            String name = file.getFileName().toString().replace(".exchange", "");
            return new GoldenExchange(name, text.substring(0, blank).replace('\n', ' '), values);
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
}
