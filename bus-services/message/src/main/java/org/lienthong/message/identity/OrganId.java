package org.lienthong.message.identity;

/** Code of an agency as written: QĐ 20/2020 ({@code H29.12}) or QCVN 102:2016 ({@code 000.00.00.G22}), at most 35 characters. */
public record OrganId(String value) {

    public OrganId {
        Syntax.require("OrganId", value, Syntax.ORGAN);
    }

    @Override
    public String toString() {
        return value;
    }
}
