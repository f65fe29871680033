"""One letter from one agency to another and back its state, each step as an agency's system does it.

    python3 round_trip.py http://127.0.0.1:8080/exchange?wsdl urn:lienthong:bus:sandbox DIR G22 H29

DIR is a sandbox's: organs/G22/key.pem and certificate.pem, the same of H29, bus/certificate.pem, ca.pem.
"""

import base64
import hashlib
import random
import sys
import uuid
from datetime import datetime, timezone
from pathlib import Path

import xmlsec
from lxml import etree
from OpenSSL import crypto
from zeep.helpers import serialize_object

from bus import NAMES, Bus, NotBelieved, Refused, Seal, signed_body

HERE = Path(__file__).resolve().parent
MESSAGES = {"m": "urn:lienthong:exchange:1", "t": "urn:lienthong:types:1"}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def digested(content):
    """What an EdxmlContent holds. zeep writes bytes in base64 by itself."""
    return {"Length": len(content), "Sha256": sha256(content), "Content": content}


def letter(sender, recipient):
    """A letter that nobody sent before."""
    text = (HERE.parent / "letter.edxml").read_text(encoding="utf-8")
    for mark, value in {
        "@FROM@": sender,
        "@TO@": recipient,
        "@NUMBER@": str(random.randint(1, 99999)),
        "@DOCUMENT@": str(uuid.uuid4()),
    }.items():
        text = text.replace(mark, value)
    return text.encode("utf-8")


def submission(edxml):
    pdf = (HERE.parent / "letter.pdf").read_bytes()
    file = {"ContentId": "letter-pdf", "Name": "cong-van.pdf", "MediaType": "application/pdf", "Carriage": "INLINE"}
    return {"Edxml": digested(edxml), "Attachment": [{**file, **digested(pdf)}]}


def verified_original(original, authority_file):
    """The request that the sender signed, as lxml element, and the subject of the key that signed it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    envelope = etree.fromstring(original.Content, parser)
    der = base64.b64decode(envelope.find(".//wsse:BinarySecurityToken", NAMES).text)
    trusted = crypto.X509Store()  # a real recipient also asks for revocation, and who owns the key
    trusted.add_cert(crypto.load_certificate(crypto.FILETYPE_PEM, authority_file.read_bytes()))
    certificate = crypto.load_certificate(crypto.FILETYPE_ASN1, der)
    crypto.X509StoreContext(trusted, certificate).verify_certificate()
    body = signed_body(envelope, xmlsec.Key.from_memory(der, xmlsec.KeyFormat.CERT_DER))
    return body[0], certificate.get_subject().CN


def take(bus, delivery, authority_file):
    """Fetches what is leased, checks every digest and the sender's own signature, and signs for it."""
    served = bus.call("GetDocument", DeliveryId=delivery.DeliveryId, Include="BOTH")
    for part in [served.Edxml, served.Original, *served.Attachment]:  # content too large for SOAP comes as a Link
        if part.Length != len(part.Content) or part.Sha256 != sha256(part.Content):
            raise NotBelieved("content that is not what was announced")
    request, signer = verified_original(served.Original, authority_file)
    digests = request.xpath("m:Edxml/t:Sha256/text() | m:Attachment/t:Sha256/text()", namespaces=MESSAGES)
    if digests != [served.Edxml.Sha256, *(a.Sha256 for a in served.Attachment)]:
        raise NotBelieved("the sender signed other content")
    print(f"received {served.MessageId}: {len(served.Attachment)} attachment(s), signed by {signer}")

    return bus.call(
        "ConfirmDocument",
        DeliveryId=served.DeliveryId,
        MessageId=served.MessageId,
        DocumentId=served.DocumentId,
        EdxmlSha256=served.Edxml.Sha256,
        Attachment=[{"ContentId": a.ContentId, "Sha256": a.Sha256, "Length": a.Length} for a in served.Attachment],
        OriginalSha256=served.Original.Sha256,
        Outcome="TAKEN",
        TakenAt=datetime.now(timezone.utc),
    )


def main(wsdl, name, folder, sender, recipient):
    folder = Path(folder)

    def connect(organ):
        keys = folder / "organs" / organ
        seal = Seal(keys / "key.pem", keys / "certificate.pem", str(folder / "bus" / "certificate.pem"))
        return Bus(wsdl, name, seal)

    there, here = connect(sender), connect(recipient)
    me = there.call("CheckConnection")
    print(f"connected as {me.System} of {me.Organ}, profile {me.ProfileVersion}")

    message_id = f"python-{uuid.uuid4()}"  # keep it until there is a receipt
    letter_sent = submission(letter(sender, recipient))
    receipt = there.call("SendDocument", MessageId=message_id, **letter_sent).Receipt
    print(f"sent {message_id}, accepted at {receipt.AcceptedAt}")
    again = there.call("SendDocument", MessageId=message_id, **letter_sent).Receipt
    if serialize_object(again) != serialize_object(receipt):
        raise AssertionError("a retry must get the same receipt")
    print("sent again: the same receipt")
    try:
        there.call("SendDocument", MessageId=message_id, **submission(letter(sender, recipient)))
        raise AssertionError("other content under the same MessageId was accepted")
    except Refused as refused:
        print(f"refused {refused.fault.Code}: {refused.fault.MessageVi}")

    taken = set()
    while message_id not in taken:
        for delivery in here.call("ReceiveDocuments", Max=10, WaitSeconds=20).Delivery:
            confirmed = take(here, delivery, folder / "ca.pem")
            print(f"confirmed {confirmed.Outcome}, recorded at {confirmed.RecordedAt}")
            taken.add(delivery.MessageId)

    status = there.call("GetDocumentStatus", MessageId=message_id).Document[0]
    print(f"state {status.Recipient[0].State}")


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
