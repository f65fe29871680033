package org.lienthong.message.edxml;

/**
 * A mark of a state secret (Mật, Tối mật, Tuyệt mật) that was seen in the edXML: the document must not travel on the bus.
 * Never carries text of the document.
 *
 * @param mark the mark as the law writes it, e.g. {@code Tối mật}
 * @param element where it stands, as in {@link org.lienthong.message.refusal.Violation}
 */
public record SecretMark(String mark, String element, int line, int column) {}
