package org.lienthong.gateway.mime;

/**
 * What a multipart entity may hold.
 *
 * @param parts the root part included
 * @param headerBytes of one part's header, its line ends included
 * @param slackBytes of preamble and of epilogue, which mean nothing (RFC 2046 §5.1.1)
 */
public record PartLimits(int parts, int headerBytes, int slackBytes) {

    public static PartLimits standard(int parts) {
        return new PartLimits(parts, 8192, 8192);
    }
}
