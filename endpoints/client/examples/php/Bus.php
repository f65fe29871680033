<?php

declare(strict_types=1);

/** No answer that counts: nobody knows whether the bus acted. Call again, a submission with the same MessageId. */
final class NotBelieved extends RuntimeException
{
}

/** The bus signed a refusal of this request. Its Code is in wsdl/FAULTS.md, its Retry says what to do. */
final class Refused extends RuntimeException
{
    public function __construct(public readonly object $fault)
    {
        parent::__construct("$fault->Code: $fault->MessageVi / $fault->MessageEn");
    }
}

/** WS-Security as the profile wants it: Body and Timestamp signed, exclusive canonicalization, SHA-256, RSA-SHA256. */
final class Seal
{
    private const DS = 'http://www.w3.org/2000/09/xmldsig#';
    private const OASIS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
    private const WSSE = self::OASIS . 'wssecurity-secext-1.0.xsd';
    private const WSU = self::OASIS . 'wssecurity-utility-1.0.xsd';
    private const X509 = self::OASIS . 'x509-token-profile-1.0#X509v3';
    private const BASE64 = self::OASIS . 'soap-message-security-1.0#Base64Binary';
    private const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
    private const DIGESTS = [
        'http://www.w3.org/2001/04/xmlenc#sha256' => 'sha256',
        'http://www.w3.org/2001/04/xmldsig-more#sha384' => 'sha384',
        'http://www.w3.org/2001/04/xmlenc#sha512' => 'sha512',
    ];
    private const SIGNATURES = [ // ECDSA and RSA-PSS, which the profile allows senders too, are left out here
        'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256' => OPENSSL_ALGO_SHA256,
        'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384' => OPENSSL_ALGO_SHA384,
        'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512' => OPENSSL_ALGO_SHA512,
    ];

    /** @return string the envelope, signed: send exactly these bytes */
    public static function sign(string $envelope, OpenSSLAsymmetricKey $key, string $certificate): string
    {
        $document = self::parsed($envelope);
        $root = $document->documentElement;
        $soap = $root->namespaceURI;
        $body = self::find($document, '/*/*[local-name()="Body"]')[0];
        $header = self::find($document, '/*/*[local-name()="Header"]')[0]
            ?? $root->insertBefore($document->createElementNS($soap, "$root->prefix:Header"), $body);
        $body->setAttributeNS(self::WSU, 'wsu:Id', 'Body');
        $created = time();
        openssl_x509_export($certificate, $pem);
        $token = preg_replace('/-----.*?-----|\s/', '', $pem);

        $security = self::add($header, self::WSSE, 'wsse:Security');
        $security->setAttributeNS($soap, "$root->prefix:mustUnderstand", '1');
        $attributes = ['EncodingType' => self::BASE64, 'ValueType' => self::X509];
        self::add($security, self::WSSE, 'wsse:BinarySecurityToken', $attributes, $token)
            ->setAttributeNS(self::WSU, 'wsu:Id', 'Token');
        $timestamp = self::add($security, self::WSU, 'wsu:Timestamp');
        $timestamp->setAttributeNS(self::WSU, 'wsu:Id', 'Timestamp');
        self::add($timestamp, self::WSU, 'wsu:Created', [], gmdate('Y-m-d\TH:i:s\Z', $created));
        self::add($timestamp, self::WSU, 'wsu:Expires', [], gmdate('Y-m-d\TH:i:s\Z', $created + 300));

        $signature = self::add($security, self::DS, 'ds:Signature');
        $info = self::add($signature, self::DS, 'ds:SignedInfo');
        self::add($info, self::DS, 'ds:CanonicalizationMethod', ['Algorithm' => self::EXCLUSIVE]);
        self::add($info, self::DS, 'ds:SignatureMethod', ['Algorithm' => array_key_first(self::SIGNATURES)]);
        foreach (['Body' => $body, 'Timestamp' => $timestamp] as $id => $part) {
            $reference = self::add($info, self::DS, 'ds:Reference', ['URI' => "#$id"]);
            $transforms = self::add($reference, self::DS, 'ds:Transforms');
            self::add($transforms, self::DS, 'ds:Transform', ['Algorithm' => self::EXCLUSIVE]);
            self::add($reference, self::DS, 'ds:DigestMethod', ['Algorithm' => array_key_first(self::DIGESTS)]);
            $digest = hash('sha256', $part->C14N(true), true);
            self::add($reference, self::DS, 'ds:DigestValue', [], base64_encode($digest));
        }
        if (!openssl_sign($info->C14N(true), $value, $key, OPENSSL_ALGO_SHA256)) {
            throw new RuntimeException('cannot sign: ' . openssl_error_string());
        }
        self::add($signature, self::DS, 'ds:SignatureValue', [], base64_encode($value));
        $to = self::add(self::add($signature, self::DS, 'ds:KeyInfo'), self::WSSE, 'wsse:SecurityTokenReference');
        self::add($to, self::WSSE, 'wsse:Reference', ['URI' => '#Token', 'ValueType' => self::X509]);
        return $document->saveXML();
    }

    /** @return DOMElement the Body, if this key signed it, and the Timestamp, at the places where they stand */
    public static function signedBody(string $envelope, string $certificate): DOMElement
    {
        $document = self::parsed($envelope);
        $parts = self::find($document, '/*/*');
        if (count($parts) !== 2 || $parts[0]->localName !== 'Header' || $parts[1]->localName !== 'Body') {
            throw new NotBelieved('not an envelope of Header and Body');
        }
        $signatures = self::find($document, 'wsse:Security/ds:Signature', $parts[0]);
        $timestamps = self::find($document, 'wsse:Security/wsu:Timestamp', $parts[0]);
        if (count($signatures) !== 1 || count($timestamps) !== 1) {
            throw new NotBelieved('not signed once');
        }
        $info = self::only($document, 'ds:SignedInfo', $signatures[0]);
        $method = self::only($document, 'ds:SignatureMethod', $info)->getAttribute('Algorithm');
        $value = base64_decode(self::only($document, 'ds:SignatureValue', $signatures[0])->textContent);
        $signed = self::canonical($document, $info, self::only($document, 'ds:CanonicalizationMethod', $info));
        $algorithm = self::SIGNATURES[$method] ?? throw new NotBelieved("$method is not allowed");
        if (openssl_verify($signed, $value, $certificate, $algorithm) !== 1) {
            throw new NotBelieved('the signature does not verify');
        }
        $covered = [];
        foreach (self::find($document, 'ds:Reference', $info) as $reference) {
            $covered[] = self::verified($document, $reference);
        }
        foreach ([$parts[1], $timestamps[0]] as $part) {
            if (!array_filter($covered, fn ($element) => $element->isSameNode($part))) {
                throw new NotBelieved("$part->localName is not signed");
            }
        }
        return $parts[1];
    }

    /** @return DOMElement what the reference points at, its digest checked */
    private static function verified(DOMDocument $document, DOMElement $reference): DOMElement
    {
        $id = substr($reference->getAttribute('URI'), 1);
        $found = array_filter(self::find($document, '//*[@wsu:Id]'), fn ($e) => $e->getAttributeNS(self::WSU, 'Id') === $id);
        if (count($found) !== 1) {
            throw new NotBelieved("the Id $id is not there once");
        }
        $target = array_pop($found);
        $method = self::only($document, 'ds:DigestMethod', $reference)->getAttribute('Algorithm');
        $hash = self::DIGESTS[$method] ?? throw new NotBelieved("$method is not allowed");
        $bytes = self::canonical($document, $target, self::only($document, 'ds:Transforms/ds:Transform', $reference));
        $told = base64_decode(self::only($document, 'ds:DigestValue', $reference)->textContent);
        if (!hash_equals(hash($hash, $bytes, true), $told)) {
            throw new NotBelieved("the digest of $target->localName does not match");
        }
        return $target;
    }

    private static function canonical(DOMDocument $document, DOMElement $element, DOMElement $method): string
    {
        if ($method->getAttribute('Algorithm') !== self::EXCLUSIVE) {
            throw new NotBelieved('not exclusive canonicalization');
        }
        $prefixes = self::find($document, '*[local-name()="InclusiveNamespaces"]', $method)[0] ?? null;
        $list = $prefixes ? preg_split('/\s+/', $prefixes->getAttribute('PrefixList'), -1, PREG_SPLIT_NO_EMPTY) : null;
        return $element->C14N(true, false, null, $list);
    }

    public static function parsed(string $xml): DOMDocument
    {
        $document = new DOMDocument();
        if (!$document->loadXML($xml, LIBXML_NONET | LIBXML_NOERROR) || $document->doctype) {
            throw new NotBelieved('not XML, or with a DTD');
        }
        return $document;
    }

    /** @return DOMElement[] */
    public static function find(DOMDocument $document, string $path, ?DOMElement $from = null): array
    {
        $xpath = new DOMXPath($document);
        $names = ['ds' => self::DS, 'wsse' => self::WSSE, 'wsu' => self::WSU];
        $names += ['m' => 'urn:lienthong:exchange:1', 't' => 'urn:lienthong:types:1'];
        array_walk($names, fn ($name, $prefix) => $xpath->registerNamespace($prefix, $name));
        return iterator_to_array($xpath->query($path, $from));
    }

    private static function only(DOMDocument $document, string $path, DOMElement $from): DOMElement
    {
        $found = self::find($document, $path, $from);
        return count($found) === 1 ? $found[0] : throw new NotBelieved("$path is not there once");
    }

    private static function add(
        DOMElement $to,
        string $namespace,
        string $name,
        array $attributes = [],
        string $text = ''
    ): DOMElement {
        $element = $to->appendChild($to->ownerDocument->createElementNS($namespace, $name));
        foreach ($attributes as $attribute => $value) {
            $element->setAttribute($attribute, $value);
        }
        if ($text !== '') {
            $element->appendChild($to->ownerDocument->createTextNode($text));
        }
        return $element;
    }
}

/** One connection of one agency: signs every request, and believes only what the bus signed in answer to it. */
final class Bus extends SoapClient
{
    private readonly OpenSSLAsymmetricKey $key;
    private string $sentSha256 = '';

    public function __construct(
        string $wsdl,
        private readonly string $name,
        string $keyFile,
        private readonly string $certificate,
        private readonly string $busCertificate
    ) {
        $this->key = openssl_pkey_get_private("file://$keyFile");
        parent::__construct($wsdl, [
            'soap_version' => str_contains($wsdl, 'wsdl=soap12') ? SOAP_1_2 : SOAP_1_1,
            'features' => SOAP_SINGLE_ELEMENT_ARRAYS, // else one attachment is no list
            'cache_wsdl' => WSDL_CACHE_NONE,
            'connection_timeout' => 30,
        ]);
    }

    /** @return object the Answer; throws Refused if the bus refuses, NotBelieved if there is no answer that counts */
    public function ask(string $operation, array $content = []): object
    {
        $context = ['Bus' => $this->name, 'RequestId' => bin2hex(random_bytes(16))];
        try {
            $answer = $this->__soapCall($operation, [['RequestContext' => $context] + $content])->Answer;
        } catch (SoapFault $told) {
            $fault = $told->detail->BusFault ?? null;
            if (!$fault) {
                throw new NotBelieved($told->getMessage(), 0, $told); // HTTP, or a fault without the detail of the bus
            }
            $this->requireBound($fault->AnswerContext ?? null, $context['RequestId']);
            throw new Refused($fault);
        }
        $this->requireBound($answer->AnswerContext, $context['RequestId']);
        return $answer;
    }

    public function __doRequest($request, $location, $action, $version, $oneWay = false): ?string
    {
        $signed = Seal::sign($request, $this->key, $this->certificate);
        $this->sentSha256 = hash('sha256', $signed);
        $answer = parent::__doRequest($signed, $location, $action, $version, $oneWay);
        if ($answer) {
            Seal::signedBody($answer, $this->busCertificate);
        }
        return $answer;
    }

    private function requireBound(?object $context, string $requestId): void
    {
        if (($context->RequestId ?? '') !== $requestId || ($context->RequestSha256 ?? '') !== $this->sentSha256) {
            throw new NotBelieved('signed by the bus, but not in answer to this request');
        }
    }
}
