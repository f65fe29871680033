package org.lienthong.message.edxml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where tables and lists come from: a folder of the operator's if it holds the file, else xsd/edxml. */
record RuleData(Optional<Path> folder) {

    static final RuleData BUILT_IN = new RuleData(Optional.empty());

    /**
     * @param name e.g. {@code lists/priorities.txt}
     * @return the lines that say something, trailing blanks cut
     */
    List<String> lines(String name) {
        return text(name)
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty() && !line.stripLeading().startsWith("#"))
                .toList();
    }

    /** @return the columns of a list, which are separated by bars */
    List<String[]> rows(String name) {
        return lines(name).stream().map(line -> line.split(" \\| ", -1)).toList();
    }

    /** @return the whole file */
    String text(String name) {
        try {
            Path own = folder.map(place -> place.resolve(name)).orElse(null);
            if (own != null && Files.isRegularFile(own)) {
                return Files.readString(own);
            }
            try (InputStream in = RuleData.class.getResourceAsStream("/xsd/edxml/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("missing resource " + name);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
