package org.lienthong.gateway.soap;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/**
 * A request whose body is asked for at its first read. CXF takes the stream before anyone has judged the headers, and taking
 * it is what makes Jetty say 100 Continue: a caller would send its gigabyte to be told that it is too large.
 */
final class UnaskedBody extends HttpServletRequestWrapper {

    UnaskedBody(HttpServletRequest request) {
        super(request);
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Body();
    }

    private ServletInputStream asked() throws IOException {
        return super.getInputStream();
    }

    private final class Body extends ServletInputStream {

        @Override
        public int read() throws IOException {
            return asked().read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return asked().read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            throw blockingOnly();
        }

        @Override
        public boolean isReady() {
            throw blockingOnly();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw blockingOnly();
        }

        private static IllegalStateException blockingOnly() {
            return new IllegalStateException("this body is read by one thread, blocking");
        }
    }
}
