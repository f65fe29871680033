package org.lienthong.exchange.status;

import org.lienthong.message.edxml.EdxmlStatus;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.OrganId;

/**
 * A status message that keeps the rules and is its caller's to send; whether it may be said now is not judged yet.
 *
 * @param edxml as announced; not to be changed
 * @param status what it says
 * @param other whom ResponseFor/OrganId names, by the id that the directory gives it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AdmittedStatus(StatusSubmission submission, byte[] edxml, EdxmlStatus status, OrganId other) {

    StatusCode code() {
        return status.statusCode();
    }

    OrganId speaker() {
        return submission.caller().organ();
    }
}
