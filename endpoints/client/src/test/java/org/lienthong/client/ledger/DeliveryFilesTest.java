package org.lienthong.client.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryFilesTest {

    @ParameterizedTest
    @CsvSource({
        "Công văn số 7816.pdf, Cong-van-so-7816.pdf",
        "ĐỀ ÁN Đổi mới.docx, DE-AN-Doi-moi.docx",
        "scan.pdf, scan.pdf",
        "'', file"
    })
    void aFileIsNamedInPlainLetters(String name, String plain) {
        assertThat(DeliveryFiles.plain(name)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "..", "a/b\\c", "con\u0000trol\n", "\u202Efdp.exe", "....//x"})
    void noNameLeadsOutOfTheFolder(String name) {
        assertThat(DeliveryFiles.plain(name)).matches("[A-Za-z0-9._-]+").doesNotContain("..");
    }
}
