/** Names of things in ASN.1, as RFC 3161, 5035, 5280 and 5652 have them. */
export const sha256Oid = '2.16.840.1.101.3.4.2.1';
export const signedDataOid = '1.2.840.113549.1.7.2';
export const timeStampInfoOid = '1.2.840.113549.1.9.16.1.4';
export const contentTypeOid = '1.2.840.113549.1.9.3';
export const messageDigestOid = '1.2.840.113549.1.9.4';
export const signingCertificateOid = '1.2.840.113549.1.9.16.2.12';
export const signingCertificateV2Oid = '1.2.840.113549.1.9.16.2.47';
export const extendedKeyUsageOid = '2.5.29.37';
export const crlReasonOid = '2.5.29.21';
export const rsaEncryptionOid = '1.2.840.113549.1.1.1';
export const timeStampingOid = '1.3.6.1.5.5.7.3.8';

/** Of algorithms that digests in a token may be made with. SHA-1 names certificates in old tokens and nothing else. */
export const hashNames: Readonly<Record<string, string>> = {
  [sha256Oid]: 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
