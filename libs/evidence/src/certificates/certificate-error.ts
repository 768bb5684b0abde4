/** A certificate that cannot be read, or that nobody who is trusted stands behind. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
}
