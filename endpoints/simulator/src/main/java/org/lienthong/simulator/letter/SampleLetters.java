package org.lienthong.simulator.letter;

import java.time.LocalDate;
import java.util.List;

/** The letters that the emulated Government Office sends. Persons are invented. */
public final class SampleLetters {

    private SampleLetters() {}

    /** A công văn of the Government Office to one agency about the use of the exchange bus. */
    public static OfficialLetter onTheBus(int number, LocalDate date, String addressee) {
        return new OfficialLetter(
                "Văn phòng Chính phủ",
                number,
                "VPCP-KSTT",
                "Hà Nội",
                date,
                "gửi, nhận văn bản điện tử có ký số qua Trục liên thông văn bản",
                List.of(addressee + "."),
                List.of(
                        "Thực hiện Quyết định số 28/2018/QĐ-TTg ngày 12 tháng 7 năm 2018 của Thủ tướng Chính phủ về việc"
                                + " gửi, nhận văn bản điện tử giữa các cơ quan trong hệ thống hành chính nhà nước, Văn"
                                + " phòng Chính phủ đề nghị quý cơ quan:",
                        "1. Gửi, nhận văn bản điện tử có ký số qua Trục liên thông văn bản; không gửi kèm bản giấy, trừ"
                                + " các trường hợp pháp luật có quy định khác.",
                        "2. Kiểm tra tính toàn vẹn và chữ ký của từng văn bản trước khi tiếp nhận; cập nhật đầy đủ, kịp"
                                + " thời trạng thái xử lý (đã đến, tiếp nhận, phân công, đang xử lý, hoàn thành) để cơ"
                                + " quan gửi theo dõi.",
                        "3. Rà soát chứng thư số, mã định danh của cơ quan mình và các đơn vị trực thuộc; thông báo ngay"
                                + " khi có thay đổi.",
                        "Văn phòng Chính phủ thông báo để quý cơ quan biết, phối hợp thực hiện./."),
                List.of("Như trên;", "BTCN, các PCN;", "Cổng TTĐT, các Vụ, Cục;", "Lưu: VT, KSTT (2b)."),
                new OfficialLetter.Signer("KT. Bộ trưởng, Chủ nhiệm", "Phó Chủ nhiệm", "Trần Thị Minh Khuê"));
    }
}
