/**
 * A time-stamping authority for tests: a root, a certificate under it, and answers to requests, each with whatever fault is
 * asked for. It is made with the same ASN.1 library as what it tests, so golden/timestamp has an answer of OpenSSL's too.
 */
import {
  Boolean as AsnBoolean,
  Enumerated,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  PrintableString,
  Sequence,
} from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CertificateRevocationList,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  Extensions,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  MessageImprint,
  PKIStatusInfo,
  RevokedCertificate,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  Time,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { bufferOf } from '../../crypto/buffer-of.js';
import { toBase64 } from '../../crypto/base64.js';
import * as oid from '../../certificates/object-identifiers.js';

export interface AuthorityFaults {
  readonly status?: number;
  readonly withoutToken?: boolean;
  readonly digest?: Uint8Array;
  readonly nonce?: Uint8Array;
  readonly content?: Uint8Array;
  readonly certificateDigest?: Uint8Array;
  readonly contentType?: string;
  readonly withoutCertificate?: boolean;
  /** Signs with a key that is not the certificate's. */
  readonly otherKey?: boolean;
}

export interface AuthorityOptions {
  /** Of the stamps. */
  readonly time?: Date;
  readonly purposes?: readonly string[];
  readonly critical?: boolean;
  readonly notAfter?: Date;
}

export interface ListOptions {
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  /** Of the certificate that signs stamps; absent: it is not in the list. */
  readonly revokedOn?: Date;
  /** CRLReason. */
  readonly reason?: number;
  /** Says that it lists changes alone. */
  readonly isDelta?: boolean;
}

export interface TestAuthority {
  /** PEM. */
  readonly root: string;
  /** A revocation list of the root's, DER. */
  revocationList(options?: ListOptions): Promise<Uint8Array>;
  /** A TimeStampResp, DER. */
  answer(request: Uint8Array, faults?: AuthorityFaults): Promise<Uint8Array>;
}

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const newKeys = () => crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
const from = new Date('2026-01-01T00:00:00Z');

export async function testAuthority({
  time = new Date('2026-06-01T12:00:00Z'),
  purposes = [oid.timeStampingOid],
  critical = true,
  notAfter = new Date('2036-01-01T00:00:00Z'),
}: AuthorityOptions = {}): Promise<TestAuthority> {
  const [rootKeys, keys, others] = [await newKeys(), await newKeys(), await newKeys()];
  const root = newCertificate('Test Root', 1, notAfter);
  root.issuer.typesAndValues = root.subject.typesAndValues;
  root.extensions = [basicConstraints(true)];
  await root.subjectPublicKeyInfo.importKey(rootKeys.publicKey);
  await root.sign(rootKeys.privateKey, 'SHA-256');
  const own = newCertificate('Test Time Stamps', 2, notAfter);
  own.issuer.typesAndValues = root.subject.typesAndValues;
  const usage = new ExtKeyUsage({ keyPurposes: [...purposes] }).toSchema().toBER();
  own.extensions = [
    basicConstraints(false),
    new Extension({ extnID: oid.extendedKeyUsageOid, critical, extnValue: usage }),
  ];
  await own.subjectPublicKeyInfo.importKey(keys.publicKey);
  await own.sign(rootKeys.privateKey, 'SHA-256');

  const answer = async (request: Uint8Array, faults: AuthorityFaults = {}): Promise<Uint8Array> => {
    const asked = TimeStampReq.fromBER(bufferOf(request));
    const status = new PKIStatusInfo({ status: faults.status ?? 0 });
    if (faults.withoutToken) return der(new TimeStampResp({ status }));
    const content = new Uint8Array(infoFor(asked, time, faults).toSchema().toBER());
    const signed = new SignedData({
      version: 3,
      encapContentInfo: new EncapsulatedContentInfo({
        eContentType: oid.timeStampInfoOid,
        eContent: new OctetString({ valueHex: bufferOf(faults.content ?? content) }),
      }),
      signerInfos: [await signerFor(own, content, faults)],
      ...(!faults.withoutCertificate && { certificates: [own] }),
    });
    await signed.sign((faults.otherKey ? others : keys).privateKey, 0, 'SHA-256');
    const token = new ContentInfo({ contentType: oid.signedDataOid, content: signed.toSchema(true) });
    return der(new TimeStampResp({ status, timeStampToken: token }));
  };
  const revocationList = async (options: ListOptions = {}): Promise<Uint8Array> => {
    const list = newList(root, own, options);
    await list.sign(rootKeys.privateKey, 'SHA-256');
    return der(list);
  };
  return { root: pem(der(root)), revocationList, answer };
}

function newList(root: Certificate, certificate: Certificate, options: ListOptions): CertificateRevocationList {
  const { revokedOn, reason, isDelta = false } = options;
  const { thisUpdate = new Date('2026-06-02T00:00:00Z'), nextUpdate = new Date('2026-07-02T00:00:00Z') } = options;
  const extension = (extnID: string, critical: boolean, value: Enumerated | Integer) =>
    new Extensions({ extensions: [new Extension({ extnID, critical, extnValue: value.toBER() })] });
  const list = new CertificateRevocationList({
    ...{ version: 1, issuer: root.subject },
    ...{ thisUpdate: new Time({ value: thisUpdate }), nextUpdate: new Time({ value: nextUpdate }) },
    ...(isDelta && { crlExtensions: extension('2.5.29.27', true, new Integer({ value: 1 })) }),
  });
  if (revokedOn)
    list.revokedCertificates = [
      new RevokedCertificate({
        ...{ userCertificate: certificate.serialNumber, revocationDate: new Time({ value: revokedOn }) },
        ...(reason !== undefined && {
          crlEntryExtensions: extension(oid.crlReasonOid, false, new Enumerated({ value: reason })),
        }),
      }),
    ];
  return list;
}

function infoFor({ messageImprint, nonce }: TimeStampReq, genTime: Date, faults: AuthorityFaults): TSTInfo {
  const asked = faults.nonce ? new Integer({ valueHex: bufferOf(faults.nonce) }) : nonce;
  return new TSTInfo({
    ...{ version: 1, policy: '1.2.3.4.1', genTime, serialNumber: new Integer({ value: 7 }) },
    messageImprint: faults.digest
      ? new MessageImprint({
          hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256Oid, algorithmParams: new Null() }),
          hashedMessage: new OctetString({ valueHex: bufferOf(faults.digest) }),
        })
      : messageImprint,
    ...(asked && { nonce: asked }),
  });
}

async function signerFor(certificate: Certificate, content: Uint8Array, faults: AuthorityFaults): Promise<SignerInfo> {
  const { issuer, serialNumber } = certificate;
  const digest = faults.certificateDigest ?? (await sha256(der(certificate)));
  const named = new Sequence({ value: [new OctetString({ valueHex: bufferOf(digest) })] });
  const attribute = (type: string, value: OctetString | ObjectIdentifier | Sequence) =>
    new Attribute({ type, values: [value] });
  return new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
    signedAttrs: new SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        attribute(oid.contentTypeOid, new ObjectIdentifier({ value: faults.contentType ?? oid.timeStampInfoOid })),
        attribute(oid.messageDigestOid, new OctetString({ valueHex: bufferOf(await sha256(content)) })),
        attribute(oid.signingCertificateV2Oid, new Sequence({ value: [new Sequence({ value: [named] })] })),
      ],
    }),
  });
}

function newCertificate(name: string, serial: number, notAfter: Date): Certificate {
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: serial }) });
  const cn = new AttributeTypeAndValue({ type: '2.5.4.3', value: new PrintableString({ value: name }) });
  certificate.subject.typesAndValues.push(cn);
  certificate.notBefore.value = from;
  certificate.notAfter.value = notAfter;
  return certificate;
}

const basicConstraints = (cA: boolean): Extension =>
  new Extension({
    ...{ extnID: '2.5.29.19', critical: true },
    extnValue: (cA
      ? new BasicConstraints({ cA }).toSchema()
      : new Sequence({ value: [new AsnBoolean({ value: false })] })
    ).toBER(),
  });

const der = (given: Certificate | CertificateRevocationList | TimeStampResp): Uint8Array =>
  new Uint8Array((given.toSchema() as Sequence).toBER());

const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));

const pem = (bytes: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${(toBase64(bytes).match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
