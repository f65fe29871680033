package org.lienthong.message.edxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.message.edxml.SecretMarks.Placement;

class SecretMarksTest {

    private final SecretMarks marks = new SecretMarks(RuleData.BUILT_IN);
    private final EdxmlReader reader = new EdxmlReader();

    private Optional<String> found(String text, Placement placement) {
        return marks.find(text, placement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mật",
                "MẬT",
                "mật",
                "Mat",
                "MAT",
                "[MẬT]",
                " Mật. ",
                "M Ậ T",
                "M.Ậ.T",
                "Độ mật: Mật",
                "Mức độ mật - MẬT",
                "DO MAT: MAT",
                "Dấu chỉ độ mật: Mật",
                "M\u200BẬT",
                "ＭẬＴ"
            })
    void seesMarkThatStandsAlone(String text) {
        assertThat(found(text, Placement.ALONE)).contains("Mật");
        assertThat(found(text, Placement.SET_OFF)).contains("Mật");
        assertThat(found(Normalizer.normalize(text, Normalizer.Form.NFD), Placement.ALONE))
                .contains("Mật");
    }

    @TestFactory
    Stream<DynamicTest> namesTheStrongestMark() {
        return Stream.of(
                        List.of(
                                "Tối mật",
                                "Tối mật",
                                "TỐI MẬT",
                                "Toi mat",
                                "TOI MAT",
                                "TOIMAT",
                                "Tôi mât",
                                "TỐI-MẬT",
                                "Độ mật: Tối mật"),
                        List.of(
                                "Tuyệt mật",
                                "Tuyệt mật",
                                "TUYỆT MẬT",
                                "tuyet mat",
                                "Tuyêt mật",
                                "T U Y Ệ T M Ậ T",
                                "(Tuyệt mật)"))
                .flatMap(row -> row.stream()
                        .skip(1)
                        .map(text -> DynamicTest.dynamicTest(text, () -> assertThat(found(text, Placement.ALONE))
                                .contains(row.get(0)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[MẬT] V/v bố trí lực lượng",
                "(Mật) V/v bố trí lực lượng",
                "V/v bố trí lực lượng (mật)",
                "V/v bố trí lực lượng [Mat]",
                "MẬT - V/v bố trí lực lượng",
                "Mật: V/v bố trí lực lượng",
                "MẬT V/v bố trí lực lượng",
                "V/v bố trí lực lượng - Mật",
                "V/v bố trí lực lượng. MẬT",
                "V/v bố trí lực lượng MẬT",
                "MAT: V/v bố trí lực lượng",
                "V/v bố trí lực lượng - MAT",
                "Tối mật V/v bố trí lực lượng",
                "TOI MAT V/v bo tri luc luong",
                "V/v bố trí lực lượng; tuyệt mật",
                "TUYỆT MẬT BÁO CÁO",
                "Báo cáo (độ mật: Mật) tháng 11",
                "Báo cáo, độ mật: Tối mật",
                "125_MẬT.pdf",
                "[TOI MAT] 125.pdf",
                "125 (Mật).pdf"
            })
    void seesMarkThatIsSetOff(String text) {
        assertThat(found(text, Placement.SET_OFF)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V/v tập huấn bảo vệ bí mật nhà nước",
                "TẬP HUẤN BẢO VỆ BÍ MẬT NHÀ NƯỚC",
                "Báo cáo mật độ dân số",
                "Mật độ dân số",
                "MẬT ĐỘ DÂN SỐ",
                "Mật khẩu và xác thực",
                "V/v sản xuất mật ong",
                "Quy chế bảo mật",
                "QUY CHẾ BẢO MẬT",
                "Bảo mật",
                "Nghiệp vụ mật mã",
                "Mặt bằng dự án",
                "mat-bang.dwg",
                "mat_cat_duong.pdf",
                "V/v mất điện",
                "Mất điện - xử lý",
                "Quyết định danh mục bí mật nhà nước độ Tuyệt mật, độ Tối mật thuộc lĩnh vực y tế",
                "QUYẾT ĐỊNH DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT",
                "V/v giải mật tài liệu",
                "Mắt kính",
                "MAT 12",
                "Format",
                "Cà Mau - Mát-xcơ-va",
                "Lưu hành nội bộ",
                "quy_che_bao_mật.pdf"
            })
    void leavesOrdinaryWordsAlone(String text) {
        assertThat(found(text, Placement.SET_OFF)).isEmpty();
        assertThat(found(text, Placement.ALONE)).isEmpty();
    }

    @Test
    void seesMarkAsAnyWordWhereTheFieldHasNoProse() {
        assertThat(found("Công văn mật", Placement.WORD)).contains("Mật");
        assertThat(found("Báo cáo Tối mật của tỉnh", Placement.WORD)).contains("Tối mật");
        assertThat(found("Công văn", Placement.WORD)).isEmpty();
        assertThat(found("Biên bản mất mát", Placement.WORD)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> looksInEveryFieldWhereAMarkCanStand() {
        return Stream.of(
                        new String[] {
                            "V/v kết nối, liên thông phần mềm quản lý văn bản", "[Mật] V/v", "MessageHeader/Subject"
                        },
                        new String[] {"Đề nghị các cơ quan cử đầu mối kỹ thuật.", "Tối mật.", "MessageHeader/Content"},
                        new String[] {
                            "Công văn</edXML:TypeName>", "Công văn mật</edXML:TypeName>", "DocumentType/TypeName"
                        },
                        new String[] {"Lưu hành nội bộ", "MAT", "OtherInfo/SphereOfPromulgation"},
                        new String[] {"<edXML:Priority>1", "<edXML:Priority>Mật", "OtherInfo/Priority"},
                        new String[] {"NKM", "TỐI MẬT", "OtherInfo/TyperNotation"},
                        new String[] {
                            "VPVD-TTĐT</edXML:CodeNotation>", "VPVD (Mật)</edXML:CodeNotation>", "Code/CodeNotation"
                        },
                        new String[] {"Danh sách đầu mối", "Danh sách (mật)", "Appendixes/Appendix[1]"},
                        new String[] {"Lưu: VT", "Lưu: VT; độ mật: Mật", "ToPlaces/Place[2]"},
                        new String[] {"Văn bản điện tử mới", "Tuyệt mật", "Bussiness/BussinessDocReason"},
                        new String[] {"Công văn có chữ ký số", "MẬT", "Reference[1]/Description"},
                        new String[] {"phu-luc.xlsx", "(TOI MAT) phu-luc.xlsx", "Reference[2]/AttachmentName"},
                        new String[] {
                            "<edXML:Priority>1", "<edXML:Secret>Mật</edXML:Secret><edXML:Priority>1", "OtherInfo/Secret"
                        },
                        new String[] {
                            "<edXML:Priority>1", "<edXML:DoMat>mat</edXML:DoMat><edXML:Priority>1", "OtherInfo/DoMat"
                        })
                .map(row -> DynamicTest.dynamicTest(row[2], () -> {
                    String message = Messages.edit(Messages.LETTER, row[0], row[1]);
                    SecretMark mark =
                            reader.read(Messages.utf8(message)).secret().orElseThrow();
                    assertThat(mark.element()).endsWith(row[2]);
                    assertThat(mark.line()).isPositive();
                }));
    }

    @Test
    void carriesTheMarkOfADocumentThatKeepsEveryRule() {
        EdxmlReading reading =
                reader.read(Messages.utf8(Messages.edit(Messages.LETTER, "V/v kết nối", "[Mật] V/v kết nối")));

        assertThat(reading.violations()).isEmpty();
        assertThat(reading.secret()).map(SecretMark::mark).contains("Mật");
    }

    @Test
    void carriesTheMarkOfATextThatBreaksOffAfterIt() {
        String message = Messages.edit(Messages.LETTER, "V/v kết nối", "[Mật] V/v kết nối");
        String cut = message.substring(0, message.indexOf("<edXML:SignerInfo>"));

        assertThat(reader.read(Messages.utf8(cut)).secret()).isPresent();
    }

    @Test
    void carriesTheMarkOfAForeignFormAndOfAStatus() {
        String foreign = "<edXMLEnvelope xmlns=\"http://www.go.vn/eDoc\"><Secret>Tối mật</Secret></edXMLEnvelope>";
        String status = Messages.edit(Messages.STATUS, "Đã vào sổ văn bản đến", "Mật");

        assertThat(reader.read(Messages.utf8(foreign)).secret())
                .map(SecretMark::mark)
                .contains("Tối mật");
        assertThat(reader.readStatus(Messages.utf8(status)).secret()).isPresent();
    }
}
