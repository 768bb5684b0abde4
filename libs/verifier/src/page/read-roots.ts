/** Roots of time-stamping authorities that whoever checks trusts: PEM files with any number of certificates in each. */
import { readCertificates } from '@palimpsest/evidence';

/** DER. @throws CertificateError when something was given that holds no certificate: never is it left out silently */
export async function readRoots(files: readonly File[]): Promise<readonly Uint8Array[]> {
  return (await Promise.all(files.map(async (file) => readCertificates(await file.text())))).flat();
}
