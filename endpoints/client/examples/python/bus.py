"""Calls the bus through zeep: signs every request, and believes only what the bus signed in answer to it."""

import hashlib
import secrets
from datetime import datetime, timedelta, timezone

import xmlsec
import zeep
from lxml import etree
from zeep.wsse.signature import BinarySignature
from zeep.wsse.utils import get_security_header

DS = "http://www.w3.org/2000/09/xmldsig#"
OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-"
WSSE, WSU = OASIS + "secext-1.0.xsd", OASIS + "utility-1.0.xsd"
NAMES = {"ds": DS, "wsse": WSSE, "wsu": WSU}
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
ALLOWED = {  # RSA-PSS, which the profile allows senders too, needs a newer xmlsec
    "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmlenc#sha512",
    *(MORE + name for name in ("sha384", "rsa-sha256", "rsa-sha384", "rsa-sha512", "ecdsa-sha256", "ecdsa-sha384")),
}


class NotBelieved(Exception):
    """No answer that counts: nobody knows whether the bus acted. Call again, a submission with the same MessageId."""


class Refused(Exception):
    """The bus signed a refusal of this request. Its .Code is in wsdl/FAULTS.md, its .Retry says what to do."""

    def __init__(self, fault):
        super().__init__(f"{fault.Code}: {fault.MessageVi} / {fault.MessageEn}")
        self.fault = fault


def signed_body(envelope, key):
    """The Body of the envelope, if this key signed it, and the Timestamp, at the places where they stand."""
    soap = etree.QName(envelope).namespace
    if envelope.getroottree().docinfo.doctype or [c.tag for c in envelope] != [f"{{{soap}}}Header", f"{{{soap}}}Body"]:
        raise NotBelieved("not an envelope of Header and Body")
    header, body = envelope
    signatures = header.xpath("wsse:Security/ds:Signature", namespaces=NAMES)
    timestamps = header.xpath("wsse:Security/wsu:Timestamp", namespaces=NAMES)
    ids = envelope.xpath("//@wsu:Id", namespaces=NAMES)
    if len(signatures) != 1 or len(timestamps) != 1 or len(ids) != len(set(ids)):
        raise NotBelieved("not signed once, by distinct Ids")
    references = signatures[0].xpath("ds:SignedInfo/ds:Reference/@URI", namespaces=NAMES)
    for part in (body, timestamps[0]):
        if f"#{part.get(f'{{{WSU}}}Id')}" not in references:
            raise NotBelieved(f"{part.tag} is not signed")
    if not set(signatures[0].xpath("ds:SignedInfo//@Algorithm", namespaces=NAMES)) <= ALLOWED:
        raise NotBelieved("signed with an algorithm that is not allowed")
    context = xmlsec.SignatureContext()
    context.key = key
    for element in envelope.xpath("//*[@wsu:Id]", namespaces=NAMES):
        context.register_id(element, "Id", WSU)
    try:
        context.verify(signatures[0])
    except xmlsec.Error as invalid:
        raise NotBelieved("the signature does not verify") from invalid
    return body


class Seal(BinarySignature):
    """zeep's signature with what it lacks: a Timestamp, SHA-256, and a check that the Body itself is what was signed."""

    def __init__(self, key_file, certificate_file, bus_certificate_file):
        sha256 = xmlsec.Transform.RSA_SHA256, xmlsec.Transform.SHA256
        super().__init__(key_file, certificate_file, None, *sha256)
        self.bus_key = xmlsec.Key.from_file(bus_certificate_file, xmlsec.KeyFormat.CERT_PEM)

    def apply(self, envelope, headers):
        now = datetime.now(timezone.utc)
        timestamp = etree.SubElement(get_security_header(envelope), f"{{{WSU}}}Timestamp")
        for name, time in ("Created", now), ("Expires", now + timedelta(minutes=5)):
            etree.SubElement(timestamp, f"{{{WSU}}}{name}").text = time.strftime("%Y-%m-%dT%H:%M:%SZ")
        return super().apply(envelope, headers)

    def verify(self, envelope):
        signed_body(envelope, self.bus_key)


class HashingTransport(zeep.Transport):
    """Keeps the SHA-256 of the bytes sent last."""

    sent_sha256 = None

    def post(self, address, message, headers):
        self.sent_sha256 = hashlib.sha256(message).hexdigest()
        return super().post(address, message, headers)


class Bus:
    """One connection of one agency. Not for several threads at once."""

    def __init__(self, wsdl, name, seal):
        self.name = name
        self.transport = HashingTransport(timeout=30, operation_timeout=90)
        self.client = zeep.Client(wsdl, wsse=seal, transport=self.transport)

    def call(self, operation, **content):
        """The Answer; Refused if the bus refuses; NotBelieved if there is no answer that counts."""
        request_id = secrets.token_hex(16)
        try:
            answer = self.client.service[operation](
                RequestContext={"Bus": self.name, "RequestId": request_id}, **content
            )
        except zeep.exceptions.Fault as told:
            fault = self._fault(told)
            self._require_bound(fault.AnswerContext, request_id)
            raise Refused(fault) from None
        except (OSError, zeep.exceptions.TransportError, zeep.exceptions.XMLSyntaxError) as failure:
            raise NotBelieved(str(failure)) from failure
        self._require_bound(answer.AnswerContext, request_id)
        return answer

    def _fault(self, told):
        form = self.client.get_element("{urn:lienthong:exchange:1}BusFault")
        detail = None if told.detail is None else told.detail.find(form.qname)
        if detail is None:
            raise NotBelieved(f"a fault without the detail of the bus: {told.message}")
        return form.parse(detail, self.client.wsdl.types)

    def _require_bound(self, context, request_id):
        if context.RequestId != request_id or context.RequestSha256 != self.transport.sent_sha256:
            raise NotBelieved("signed by the bus, but not in answer to this request")
