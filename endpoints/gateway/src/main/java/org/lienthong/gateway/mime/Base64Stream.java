package org.lienthong.gateway.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/** Decodes base64 with line breaks (RFC 2045 §6.8); what the decoder cannot read is Malformed, not a broken connection. */
final class Base64Stream extends FilterInputStream {

    Base64Stream(InputStream encoded) {
        super(Base64.getMimeDecoder().wrap(encoded));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        try {
            return super.read(into, offset, most);
        } catch (IOException undecodable) {
            throw Refusal.of(RefusalCode.MALFORMED)
                    .with("what", "a part in base64 cannot be decoded")
                    .refused(undecodable);
        }
    }
}
