package org.lienthong.gateway.soap;

import org.lienthong.message.identity.FaultId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.wire.SoapFaultCode;
import org.lienthong.message.wire.SoapVersion;

/** A refusal with its name and its place in SOAP. */
record MappedFault(Refusal refusal, FaultId id, SoapFaultCode code) {

    /** @return 500 in SOAP 1.1; in SOAP 1.2 400 where the sender is to blame (SOAP 1.2 part 2 §7.5.2.2) */
    int status(SoapVersion version) {
        return version == SoapVersion.SOAP_12 && code == SoapFaultCode.SENDER ? 400 : 500;
    }
}
