package org.lienthong.exchange.admission;

/**
 * Limits on what one submission may carry, in bytes.
 *
 * @param inline all INLINE attachments together
 * @param part one PART attachment
 */
public record AdmissionSettings(long inline, long part) {

    public static final AdmissionSettings DEFAULT = new AdmissionSettings(7L << 20, 2L << 30);

    public AdmissionSettings {
        if (inline < 0 || part < 0) {
            throw new IllegalArgumentException("negative limit");
        }
    }
}
