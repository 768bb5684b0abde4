/** Stamps of 1 June 2026, and what lists say about the certificate that signed them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { toPem } from '../crypto/pem.js';
import { sha256 } from '../crypto/sha256.js';
import { timeStampRequest } from '../timestamp/request.js';
import { testAuthority, type ListOptions, type TestAuthority } from '../timestamp/testing/authority.js';
import { TimeStampError } from '../timestamp/time-stamp-error.js';
import { verifyTimeStamp } from '../timestamp/verify-time-stamp.js';
import { readCertificates } from './certificates.js';
import { readRevocationLists } from './revocation.js';

let digest: string;
let authority: TestAuthority;
let response: Uint8Array;
beforeAll(async () => {
  digest = await sha256('palimpsest');
  authority = await testAuthority();
  response = await authority.answer(timeStampRequest(digest, new Uint8Array(8).fill(1)));
});
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const verify = (...revocationLists: readonly Uint8Array[]) =>
  verifyTimeStamp(response, { digest, roots: readCertificates(authority.root), revocationLists });
const listed = async (options: ListOptions) => verify(await authority.revocationList(options));

describe('a revocation list', () => {
  it('without the certificate lets its stamps stand', async () => {
    expect((await listed({})).listed).toEqual(day('2026-06-02'));
    expect((await verify()).listed).toBeNull();
  });

  it.each<[string, ListOptions]>([
    ['before the stamp, for whatever reason', { revokedOn: day('2026-05-01'), reason: 4 }],
    ['after it, without a reason', { revokedOn: day('2026-06-10') }],
    ['after it, because its key was stolen', { revokedOn: day('2026-06-10'), reason: 1 }],
  ])('with the certificate %s, refuses the stamp', async (_, options) => {
    await expect(listed(options)).rejects.toThrow(TimeStampError);
    await expect(listed(options)).rejects.toThrow(/CN=Test Time Stamps was revoked on 2026-0[56]-/);
  });

  it.each([0, 3, 4, 5])('with the certificate after the stamp lets it stand for reason %i', async (reason) => {
    expect((await listed({ revokedOn: day('2026-06-10'), reason })).trusted).toBe(true);
  });

  it('that had ended before the stamp says nothing about it, unless a later one does', async () => {
    const old = { thisUpdate: day('2026-04-01'), nextUpdate: day('2026-05-01') };
    await expect(listed(old)).rejects.toThrow(
      'the revocation list of CN=Test Root (2026-04-01 to 2026-05-01) says nothing about CN=Test Time Stamps on 2026-06-01',
    );
    const both = [await authority.revocationList(old), await authority.revocationList()];
    expect((await verify(...both)).listed).toEqual(day('2026-06-02'));
  });

  it('made after the certificate expired says nothing: it may name it no longer', async () => {
    await expect(listed({ thisUpdate: day('2037-01-01'), nextUpdate: day('2037-02-01') })).rejects.toThrow(
      'says nothing about CN=Test Time Stamps',
    );
  });

  it('of another authority of the same name, or of changes alone, is none', async () => {
    const other = await testAuthority();
    const says = /no revocation list that CN=Test Root signed was given/;
    await expect(verify(await other.revocationList())).rejects.toThrow(says);
    await expect(listed({ isDelta: true })).rejects.toThrow(says);
  });
});

describe('readRevocationLists', () => {
  it('takes PEM and DER, and refuses what is neither', async () => {
    const der = await authority.revocationList();
    const pem = new TextEncoder().encode(toPem('X509 CRL', der).repeat(2));
    expect(readRevocationLists(der)).toEqual([der]);
    expect(readRevocationLists(pem)).toEqual([der, der]);
    expect(() => readRevocationLists(new TextEncoder().encode(authority.root))).toThrow(
      'no "-----BEGIN X509 CRL-----"',
    );
    expect(() => readRevocationLists(der.slice(0, 40))).toThrow('cannot be read');
  });
});
