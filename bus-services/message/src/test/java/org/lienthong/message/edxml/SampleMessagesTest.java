package org.lienthong.message.edxml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lienthong.message.refusal.Violation;

/**
 * Messages of the field, kept beside the checkout and never in it: each is accepted or refused for the reason that their index
 * gives. The verdicts are in sample-verdicts.txt.
 */
class SampleMessagesTest {

    private final EdxmlReader reader = new EdxmlReader();

    @TestFactory
    Stream<DynamicTest> everySampleGetsTheVerdictOfItsIndex() throws IOException {
        Path samples = samples().orElse(null);
        assumeTrue(samples != null, "no samples beside the checkout");
        Map<String, List<String>> verdicts = verdicts();
        return files(samples).stream()
                .map(file -> DynamicTest.dynamicTest(
                        file, () -> assertThat(verdict(samples.resolve(file))).isEqualTo(verdicts.get(file))));
    }

    @Test
    void everySampleHasAVerdict() throws IOException {
        Path samples = samples().orElse(null);
        assumeTrue(samples != null, "no samples beside the checkout");
        assertThat(verdicts().keySet()).containsExactlyInAnyOrderElementsOf(files(samples));
    }

    private List<String> verdict(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = String.valueOf(file.getFileName());
        List<Violation> violations = name.startsWith("status")
                ? reader.readStatus(bytes).violations()
                : reader.read(bytes).violations();
        return violations.stream()
                .map(v -> v.ruleId() + " " + v.line() + ":" + v.column() + " " + v.element())
                .toList();
    }

    private static List<String> files(Path samples) throws IOException {
        try (Stream<Path> all = Files.walk(samples)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> samples.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.contains(".edxml"))
                    .sorted()
                    .toList();
        }
    }

    /** A verdict is a line with the file's name, then one indented line for each violation; none if the file is accepted. */
    private static Map<String, List<String>> verdicts() throws IOException {
        try (InputStream in = SampleMessagesTest.class.getResourceAsStream("sample-verdicts.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> verdicts = new TreeMap<>();
            List<String> violations = new ArrayList<>();
            for (String line : text.lines().toList()) {
                if (line.startsWith(" ")) {
                    violations.add(line.strip());
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    violations = new ArrayList<>();
                    verdicts.put(line, violations);
                }
            }
            return verdicts;
        }
    }

    private static Optional<Path> samples() {
        @Nullable String given = System.getProperty("lienthong.samples");
        if (given != null) {
            return Optional.of(Path.of(given, "edxml")).filter(Files::isDirectory);
        }
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            Path samples = here.resolve("shared/samples/edxml");
            if (Files.isDirectory(samples)) {
                return Optional.of(samples);
            }
        }
        return Optional.empty();
    }
}
