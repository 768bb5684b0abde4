import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromHex, sha256 } from '../crypto/sha256.js';
import { readCertificates } from '../certificates/certificates.js';
import { timeStampRequest } from './request.js';
import { testAuthority, type AuthorityFaults, type TestAuthority } from './testing/authority.js';
import { TimeStampError } from './time-stamp-error.js';
import { verifyTimeStamp } from './verify-time-stamp.js';

const golden = (name: string) => readFileSync(new URL(`../../golden/timestamp/${name}`, import.meta.url));
const nonce = fromHex('0102030405060708');
const zeros = new Uint8Array(32);

let digest: string;
let authority: TestAuthority;
let roots: readonly Uint8Array[];
beforeAll(async () => {
  digest = await sha256('palimpsest');
  authority = await testAuthority();
  roots = readCertificates(authority.root);
});
const asked = () => timeStampRequest(digest, nonce);

describe('a time stamp', () => {
  it('says when, by whom, and that a root that is trusted leads there', async () => {
    const stamp = await verifyTimeStamp(await authority.answer(asked()), { digest, nonce, roots });
    expect(stamp).toEqual({
      ...{ time: new Date('2026-06-01T12:00:00Z'), authority: 'CN=Test Time Stamps', serial: '07', trusted: true },
      listed: null,
    });
  });

  it('holds together without roots, but is not trusted', async () => {
    const stamp = await verifyTimeStamp(await authority.answer(asked()), { digest, roots: [] });
    expect(stamp.trusted).toBe(false);
  });

  it('of OpenSSL’s is read: an RSA signature, accuracy, a chain in it', async () => {
    const stamp = await verifyTimeStamp(golden('response.tsr'), {
      ...{ digest, roots: readCertificates(golden('root.pem').toString()) },
    });
    expect(stamp).toMatchObject({ authority: 'CN=Example Time Stamps, O=Example', trusted: true });
    expect(stamp.time.getUTCFullYear()).toBe(2026);
  });

  const cases: readonly (readonly [string, AuthorityFaults, RegExp])[] = [
    ['a refusal', { status: 2, withoutToken: true }, /refused, with status 2/],
    ['an answer without a token', { withoutToken: true }, /no token/],
    ['another digest', { digest: zeros }, /stamps something else/],
    ['another nonce', { nonce: zeros.slice(0, 8).fill(9) }, /the nonce differs/],
    ['another time stamp than was signed', { content: undefinedTime() }, /no time-stamp token|over another time stamp/],
    ['a certificate that its signer did not mean', { certificateDigest: zeros }, /not the one that its signer meant/],
    ['a signature over something else', { contentType: '1.2.840.113549.1.7.1' }, /something else than a time stamp/],
    ['no certificate', { withoutCertificate: true }, /lacks the certificate/],
    ['another key', { otherKey: true }, /the signature does not fit/],
  ];
  it.each(cases)('with %s is refused', async (_, faults, says) => {
    const response = await authority.answer(asked(), faults);
    const verified = verifyTimeStamp(response, { digest, nonce, roots });
    await expect(verified).rejects.toThrow(TimeStampError);
    await expect(verified).rejects.toThrow(says);
  });

  it.each([
    ['that is for servers too', { purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'] }, /not for time stamps/],
    ['whose purpose may be overlooked', { critical: false }, /not for time stamps/],
    ['that had expired', { notAfter: new Date('2026-05-01T00:00:00Z') }, /when the certificate was not valid/],
    ['that was not valid yet', { time: new Date('2025-01-01T00:00:00Z') }, /when the certificate was not valid/],
  ])('by a certificate %s is refused', async (_, options, says) => {
    const other = await testAuthority(options);
    const response = await other.answer(asked());
    await expect(verifyTimeStamp(response, { digest, roots: [] })).rejects.toThrow(says);
  });

  it('that leads to no root that was named is refused', async () => {
    const other = readCertificates((await testAuthority()).root);
    const response = await authority.answer(asked());
    await expect(verifyTimeStamp(response, { digest, roots: other })).rejects.toThrow(
      /no way leads from CN=Test Time Stamps to an authority that you trust/,
    );
  });

  it('with a byte changed says the same or is refused, whichever it is', async () => {
    const response = await authority.answer(asked());
    const whole = await verifyTimeStamp(response, { digest, roots });
    let [refused, tried] = [0, 0];
    for (let at = 0; at < response.length; at += 3) {
      tried++;
      const changed = Uint8Array.from(response);
      changed[at]! ^= 0x04;
      const seen = await verifyTimeStamp(changed, { digest, roots }).catch((error: unknown) => error);
      if (seen instanceof TimeStampError) refused++;
      else expect(seen, `byte ${at}`).toEqual(whole);
    }
    expect(refused).toBeGreaterThan(0.9 * tried);
  });
});

/** Bytes that are no TSTInfo. */
function undefinedTime(): Uint8Array {
  return fromHex('3003020101');
}

const hasOpenSsl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenSsl) process.stderr.write('No openssl here: that it understands our requests is not tested.\n');

describe('a request', () => {
  it.skipIf(!hasOpenSsl)('and the answer to it are understood by OpenSSL', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'palimpsest-'));
    try {
      const at = (name: string) => join(folder, name);
      writeFileSync(at('request.tsq'), asked());
      writeFileSync(at('response.tsr'), await authority.answer(asked()));
      writeFileSync(at('root.pem'), authority.root);
      const openssl = (...given: string[]) =>
        execFileSync('openssl', ['ts', ...given], { encoding: 'utf8', stdio: 'pipe' });
      const shown = openssl('-query', '-in', at('request.tsq'), '-text');
      expect(shown).toContain('Certificate required: yes');
      expect(shown).toContain('Nonce: 0x4102030405060708');
      const verify = ['-verify', '-queryfile', at('request.tsq'), '-in', at('response.tsr'), '-CAfile', at('root.pem')];
      expect(openssl(...verify)).toContain('Verification: OK');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
