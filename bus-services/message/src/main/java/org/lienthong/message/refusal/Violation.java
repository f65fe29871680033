package org.lienthong.message.refusal;

/**
 * One broken rule at one place.
 *
 * @param ruleId stable, e.g. {@code ED-DATE-FORMAT}
 * @param element path from the root, e.g. {@code edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[2]/OrganId}
 * @param line 1-based, 0 if unknown
 * @param column 1-based, 0 if unknown
 */
public record Violation(String ruleId, String element, int line, int column, String messageVi, String messageEn) {}
