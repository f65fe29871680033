<?php

/**
 * One letter from one agency to another and back its state, each step as an agency's system does it.
 *
 *     php round_trip.php http://127.0.0.1:8080/exchange?wsdl urn:lienthong:bus:sandbox DIR G22 H29
 *
 * DIR is a sandbox's: organs/G22/key.pem and certificate.pem, the same of H29, bus/certificate.pem, ca.pem.
 */

declare(strict_types=1);

require __DIR__ . '/Bus.php';

function digested(string $content): array
{
    // SoapClient writes xs:base64Binary in base64 by itself
    return ['Length' => strlen($content), 'Sha256' => hash('sha256', $content), 'Content' => $content];
}

/** A letter that nobody sent before, as SendDocument wants it. */
function letter(string $sender, string $recipient): array
{
    $edxml = strtr(file_get_contents(__DIR__ . '/../letter.edxml'), [
        '@FROM@' => $sender,
        '@TO@' => $recipient,
        '@NUMBER@' => (string) random_int(1, 99999),
        '@DOCUMENT@' => bin2hex(random_bytes(16)),
    ]);
    $pdf = digested(file_get_contents(__DIR__ . '/../letter.pdf'));
    $file = ['ContentId' => 'letter-pdf', 'Name' => 'cong-van.pdf', 'MediaType' => 'application/pdf', 'Carriage' => 'INLINE'];
    return ['Edxml' => digested($edxml), 'Attachment' => [$file + $pdf]];
}

/** The sender's own signature: its key certified by our authority, and over the content that we received. */
function verifyOriginal(object $served, string $authorityFile): string
{
    $document = Seal::parsed($served->Original->Content);
    $token = Seal::find($document, '//wsse:BinarySecurityToken')[0]->textContent;
    $certificate = "-----BEGIN CERTIFICATE-----\n" . chunk_split(trim($token), 64, "\n") . "-----END CERTIFICATE-----\n";
    // a real recipient also asks for revocation, and who owns the key
    if (openssl_x509_checkpurpose($certificate, X509_PURPOSE_ANY, [$authorityFile]) !== true) {
        throw new NotBelieved('the certificate of the sender is not trusted');
    }
    $body = Seal::signedBody($served->Original->Content, $certificate);
    $signed = Seal::find($body->ownerDocument, 'm:SendDocument/m:*/t:Sha256', $body);
    $received = array_map(fn ($part) => $part->Sha256, [$served->Edxml, ...$served->Attachment ?? []]);
    if (array_map(fn ($digest) => $digest->textContent, $signed) !== $received) {
        throw new NotBelieved('the sender signed other content');
    }
    return openssl_x509_parse($certificate)['subject']['CN'];
}

/** Fetches what is leased, checks every digest and the sender's own signature, and signs for it. */
function take(Bus $bus, object $delivery, string $authorityFile): object
{
    $served = $bus->ask('GetDocument', ['DeliveryId' => $delivery->DeliveryId, 'Include' => 'BOTH']);
    $attachments = $served->Attachment ?? [];
    foreach ([$served->Edxml, $served->Original, ...$attachments] as $part) { // content too large for SOAP comes as a Link
        if ($part->Sha256 !== hash('sha256', $part->Content) || $part->Length !== strlen($part->Content)) {
            throw new NotBelieved('content that is not what was announced');
        }
    }
    $signer = verifyOriginal($served, $authorityFile);
    echo "received $served->MessageId: ", count($attachments), " attachment(s), signed by $signer\n";

    return $bus->ask('ConfirmDocument', [
        'DeliveryId' => $served->DeliveryId,
        'MessageId' => $served->MessageId,
        'DocumentId' => $served->DocumentId,
        'EdxmlSha256' => $served->Edxml->Sha256,
        'Attachment' => array_map(
            fn ($a) => ['ContentId' => $a->ContentId, 'Sha256' => $a->Sha256, 'Length' => $a->Length],
            $attachments
        ),
        'OriginalSha256' => $served->Original->Sha256,
        'Outcome' => 'TAKEN',
        'TakenAt' => gmdate('Y-m-d\TH:i:s\Z'),
    ]);
}

function main(string $wsdl, string $name, string $folder, string $sender, string $recipient): void
{
    $connect = fn (string $organ) => new Bus(
        $wsdl,
        $name,
        "$folder/organs/$organ/key.pem",
        file_get_contents("$folder/organs/$organ/certificate.pem"),
        file_get_contents("$folder/bus/certificate.pem")
    );
    [$there, $here] = [$connect($sender), $connect($recipient)];
    $me = $there->ask('CheckConnection');
    echo "connected as $me->System of $me->Organ, profile $me->ProfileVersion\n";

    $messageId = 'php-' . bin2hex(random_bytes(16)); // keep it until there is a receipt
    $submission = ['MessageId' => $messageId] + letter($sender, $recipient);
    $receipt = $there->ask('SendDocument', $submission)->Receipt;
    echo "sent $messageId, accepted at $receipt->AcceptedAt\n";
    if ($there->ask('SendDocument', $submission)->Receipt != $receipt) {
        throw new LogicException('a retry must get the same receipt');
    }
    echo "sent again: the same receipt\n";
    try {
        $there->ask('SendDocument', ['MessageId' => $messageId] + letter($sender, $recipient));
        throw new LogicException('other content under the same MessageId was accepted');
    } catch (Refused $refused) {
        echo "refused {$refused->fault->Code}: {$refused->fault->MessageVi}\n";
    }

    for ($taken = []; !in_array($messageId, $taken, true);) {
        foreach ($here->ask('ReceiveDocuments', ['Max' => 10, 'WaitSeconds' => 20])->Delivery ?? [] as $delivery) {
            $confirmed = take($here, $delivery, "$folder/ca.pem");
            echo "confirmed $confirmed->Outcome, recorded at $confirmed->RecordedAt\n";
            $taken[] = $delivery->MessageId;
        }
    }

    $status = $there->ask('GetDocumentStatus', ['MessageId' => $messageId])->Document[0];
    echo "state {$status->Recipient[0]->State}\n";
}

if ($argc !== 6) {
    exit("usage: php round_trip.php WSDL BUS DIR FROM TO\n");
}
main(...array_slice($argv, 1));
