package org.lienthong.xsd;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * xs:dateTime as the bus writes and reads it: written in UTC with milliseconds and {@code Z}, read with 0 to 9 fraction
 * digits and any offset. A value without an offset is refused: nobody can say which instant it names.
 */
public final class XmlTime {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private XmlTime() {}

    /**
     * @return the instant that the text names
     * @throws java.time.format.DateTimeParseException if the text is no xs:dateTime with an offset
     */
    public static @Nullable OffsetDateTime parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        TemporalAccessor read = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text.strip());
        return OffsetDateTime.of(LocalDateTime.from(read), ZoneOffset.from(read));
    }

    /** @return the value in UTC, cut to milliseconds, e.g. {@code 2026-11-24T05:00:00.123Z} */
    public static @Nullable String print(@Nullable OffsetDateTime value) {
        return value == null
                ? null
                : value.withOffsetSameInstant(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.MILLIS)
                        .format(WRITTEN);
    }
}
