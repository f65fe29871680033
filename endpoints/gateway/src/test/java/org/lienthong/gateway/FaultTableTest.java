package org.lienthong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusalText;

/** wsdl/FAULTS.md is what integrators branch on: it must say exactly what the code does. */
class FaultTableTest {

    @Test
    void listsEveryCodeWithItsSideRetryAndBothSentencesAndNoOther() throws IOException {
        List<String> rows = Arrays.stream(RefusalCode.values())
                .map(code -> "| %s | %s | %s | %s | %s |"
                        .formatted(
                                code.wire(),
                                code.side(),
                                code.retry(),
                                RefusalText.patternVi(code),
                                RefusalText.patternEn(code)))
                .toList();

        assertThat(tableRows()).containsExactlyElementsOf(rows);
    }

    private static List<String> tableRows() throws IOException {
        try (InputStream in = FaultTableTest.class.getResourceAsStream("/wsdl/FAULTS.md")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("| "))
                    .filter(line -> !line.startsWith("| Code "))
                    .toList();
        }
    }
}
