package org.lienthong.client.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a document stands in the recipient's own register; each one line.
 *
 * @param arrivalNumber số đến
 * @param arrivalDate ngày đến
 * @param handlingUnit đơn vị xử lý
 * @param assignee người xử lý
 * @param submittedToLeaderAt trình lãnh đạo
 * @param waitingForPaper chờ bản giấy
 */
public record RegisterEntry(
        Optional<String> arrivalNumber,
        Optional<LocalDate> arrivalDate,
        Optional<String> handlingUnit,
        Optional<String> assignee,
        Optional<Instant> submittedToLeaderAt,
        Optional<Boolean> waitingForPaper) {

    public static final RegisterEntry NONE = new RegisterEntry(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** @return an entry of number and day of arrival only */
    public static RegisterEntry arrived(String number, LocalDate day) {
        return new RegisterEntry(
                Optional.of(number),
                Optional.of(day),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
