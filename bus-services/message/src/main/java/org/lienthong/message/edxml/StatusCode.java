package org.lienthong.message.edxml;

import java.util.Arrays;
import java.util.Optional;

/** What a status message says of a document (lists/status-codes.txt). */
public enum StatusCode {
    /** Đã đến: in the recipient's system, no clerk has looked at it. */
    ARRIVED("01"),
    /** Từ chối tiếp nhận. */
    REFUSED("02"),
    /** Đã tiếp nhận: in the recipient's register. */
    RECEIVED("03"),
    /** Phân công. */
    ASSIGNED("04"),
    /** Đang xử lý; may be said again and again. */
    IN_WORK("05"),
    /** Hoàn thành. */
    COMPLETED("06"),
    /** Lấy lại: the sender asks for a mis-sent copy back. */
    ASKED_BACK("13"),
    /** Đồng ý cập nhật, lấy lại. */
    CHANGE_AGREED("15"),
    /** Từ chối cập nhật, lấy lại. */
    CHANGE_REFUSED("16");

    private final String wire;

    StatusCode(String wire) {
        this.wire = wire;
    }

    /** @return two digits, e.g. {@code 03} */
    public String wire() {
        return wire;
    }

    /** @return whether the document's sender says it; all others come from its recipient */
    public boolean isOfTheSender() {
        return this == ASKED_BACK;
    }

    public static Optional<StatusCode> of(String wire) {
        return Arrays.stream(values()).filter(code -> code.wire.equals(wire)).findFirst();
    }

    @Override
    public String toString() {
        return wire;
    }
}
