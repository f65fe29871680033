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

    /** What Ho Chi Minh City answers to a letter. */
    public static OfficialLetter answer(int number, LocalDate date, String addressee, String code) {
        return new OfficialLetter(
                "Ủy ban nhân dân Thành phố Hồ Chí Minh",
                number,
                "UBND-KSTT",
                "Thành phố Hồ Chí Minh",
                date,
                "báo cáo việc gửi, nhận văn bản điện tử qua Trục liên thông văn bản",
                List.of(addressee + "."),
                List.of(
                        "Phúc đáp Công văn số " + code + " của " + addressee + ", Ủy ban nhân dân Thành phố Hồ Chí Minh"
                                + " báo cáo như sau:",
                        "1. Thành phố gửi, nhận văn bản điện tử có ký số qua Trục liên thông văn bản, không gửi kèm bản"
                                + " giấy; trạng thái xử lý của từng văn bản được cập nhật ngay khi có thay đổi.",
                        "2. Mã định danh và chứng thư số của các đơn vị trực thuộc đã được rà soát.",
                        "Ủy ban nhân dân Thành phố Hồ Chí Minh kính báo cáo./."),
                List.of("Như trên;", "TTUB: CT, các PCT;", "Lưu: VT, KSTT."),
                new OfficialLetter.Signer("KT. Chủ tịch", "Phó Chủ tịch", "Lê Thị Thu Hằng"));
    }

    /** An invitation of the Government Office that went to the wrong agency. */
    public static OfficialLetter meeting(int number, LocalDate date, String addressee) {
        return new OfficialLetter(
                "Văn phòng Chính phủ",
                number,
                "VPCP-HC",
                "Hà Nội",
                date,
                "mời họp về hạ tầng Trục liên thông văn bản",
                List.of(addressee + "."),
                List.of(
                        "Văn phòng Chính phủ trân trọng kính mời đại diện quý cơ quan dự họp về hạ tầng của Trục liên"
                                + " thông văn bản.",
                        "Rất mong quý cơ quan bố trí dự họp./."),
                List.of("Như trên;", "Lưu: VT, HC."),
                new OfficialLetter.Signer("TL. Bộ trưởng, Chủ nhiệm", "Vụ trưởng Vụ Hành chính", "Phạm Quốc Đạt"));
    }
}
