package org.lienthong.exchange.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What the recipient may say beside its status message, as it stands in its own register. One line each, without control
 * characters.
 *
 * @param arrivalNumber số đến
 * @param arrivalDate ngày đến, yyyy-MM-dd
 * @param handlingUnit đơn vị xử lý
 * @param assignee người xử lý
 * @param submittedToLeaderAt trình lãnh đạo, in whole milliseconds
 * @param waitingForPaper chờ bản giấy
 */
public record StatusFields(
        Optional<String> arrivalNumber,
        Optional<String> arrivalDate,
        Optional<String> handlingUnit,
        Optional<String> assignee,
        Optional<Instant> submittedToLeaderAt,
        Optional<Boolean> waitingForPaper) {

    public static final StatusFields NONE = new StatusFields(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public StatusFields {
        submittedToLeaderAt = submittedToLeaderAt.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
    }

    /** @return for the content digest, in the order of the schema, an absent one empty */
    public List<String> texts() {
        return List.of(
                arrivalNumber.orElse(""),
                arrivalDate.orElse(""),
                handlingUnit.orElse(""),
                assignee.orElse(""),
                submittedToLeaderAt.map(Instant::toString).orElse(""),
                waitingForPaper.map(Object::toString).orElse(""));
    }

    /** @param row with the columns that tables status and processing share */
    public static StatusFields read(ResultSet row) throws SQLException {
        return new StatusFields(
                Optional.ofNullable(row.getString("arrival_number")),
                Optional.ofNullable(row.getString("arrival_date")),
                Optional.ofNullable(row.getString("handling_unit")),
                Optional.ofNullable(row.getString("assignee")),
                Optional.ofNullable(row.getObject("submitted_to_leader_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getObject("waiting_for_paper", Boolean.class)));
    }
}
