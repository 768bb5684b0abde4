/** Stamps of a small bundle: that they hold, and every way in which they could be another's. */
import { canonicalJson, reportExample } from '@palimpsest/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildBundle, type BundleContents } from '../bundle/build-bundle.js';
import type { Files } from '../bundle/manifest.js';
import { fromHex, sha256 } from '../crypto/sha256.js';
import { readCertificates } from '../certificates/certificates.js';
import { timeStampRequest } from '../timestamp/request.js';
import { testAuthority, type TestAuthority } from '../timestamp/testing/authority.js';
import { checkTimeStamps } from './timestamps-check.js';

const { identity, plan } = reportExample;
const contents: BundleContents = {
  ...{ report: reportExample, plan, findings: [] },
  inputs: {
    ...{ plan: identity.plan, dataset: identity.dataset, checkpoints: [], seeds: [1] },
    software: { engine: identity.engine, runtime: 'Node', lockFile: null, provider: 'cpu' },
  },
  documents: () => Promise.resolve(new Map()),
};
const nonce = fromHex('0102030405060708');

let authority: TestAuthority;
let roots: readonly Uint8Array[];
let planTimeStamp: Uint8Array;
beforeAll(async () => {
  authority = await testAuthority();
  roots = readCertificates(authority.root);
  planTimeStamp = await stamped(authority, await sha256(canonicalJson(plan)));
});

const stamped = (by: TestAuthority, digest: string) => by.answer(timeStampRequest(digest, nonce));
const bundleOf = (given: Partial<BundleContents>, by: TestAuthority | null, redacted = false): Promise<Files> =>
  buildBundle(
    { ...contents, ...given },
    { redacted, signer: null, stamp: by && ((digest: string) => stamped(by, digest)) },
  );
const check = (files: Files, timeStampRoots: readonly Uint8Array[] = roots) =>
  checkTimeStamps({ files, trusted: [], timeStampRoots });

describe('time stamps', () => {
  it('of plan and bundle say when each was there, and who says so', async () => {
    const files = await bundleOf({ planTimeStamp }, authority);
    const by =
      'was there by 2026-06-01T12:00:00.000Z, says CN=Test Time Stamps, which leads to a root that you trust; whether its certificate was revoked was not checked';
    expect(await check(files)).toEqual({ state: 'passed', details: [`the plan ${by}`, `the bundle ${by}`] });
    const { details } = await check(files, []);
    expect(details[0]).toContain('for whom you named no root');
  });

  it('say by which list a certificate was not revoked', async () => {
    const files = await bundleOf({ planTimeStamp }, authority);
    const revocationLists = [await authority.revocationList()];
    const { state, details } = await checkTimeStamps({ files, trusted: [], timeStampRoots: roots, revocationLists });
    expect([state, details[0]]).toEqual(['passed', expect.stringContaining('not revoked, by the list of 2026-06-02')]);
  });

  it('change nothing else in the bundle', async () => {
    const [without, files] = [await bundleOf({}, null), await bundleOf({ planTimeStamp }, authority)];
    for (const [path, bytes] of without) expect(files.get(path)).toEqual(bytes);
    expect([...files.keys()].filter((path) => !without.has(path))).toEqual([
      'timestamps/plan.tsr',
      'timestamps/manifest.tsr',
    ]);
  });

  it('that are not there are not checked, and are missed by whoever names authorities', async () => {
    const files = await bundleOf({}, null);
    expect(await check(files, [])).toMatchObject({
      state: 'not-checked',
      details: [expect.stringMatching(/^not time-stamped/)],
    });
    expect(await check(files)).toMatchObject({
      state: 'failed',
      details: [expect.stringMatching(/^not time-stamped/)],
    });
  });

  it('of which one is missing say which', async () => {
    const { state, details } = await check(await bundleOf({ planTimeStamp }, null));
    expect([state, details[1]]).toEqual(['passed', 'the bundle: not time-stamped']);
  });

  it('of another plan, of another bundle, or swapped, do not hold', async () => {
    const files = await bundleOf({ planTimeStamp }, authority);
    const other = await stamped(authority, '0'.repeat(64));
    const foreign = await bundleOf({}, authority, true);
    const [own, others] = [files.get('timestamps/manifest.tsr')!, foreign.get('timestamps/manifest.tsr')!];
    const put = (path: string, bytes: Uint8Array) => new Map([...files, [`timestamps/${path}.tsr`, bytes]]);
    for (const [path, bytes] of [
      ['plan', other],
      ['manifest', others],
      ['plan', own],
      ['manifest', planTimeStamp],
    ] as const)
      expect(await check(put(path, bytes))).toEqual({
        ...{ state: 'failed', details: [`timestamps/${path}.tsr: it stamps something else`] },
      });
  });

  it('over a plan that was changed since, or a bundle that was, do not hold', async () => {
    const files = await bundleOf({ planTimeStamp }, authority);
    const text = new TextDecoder().decode(files.get('plan.json'));
    const changed = new TextEncoder().encode(text.replace('"margin": 0.1', '"margin": 0.2'));
    expect(changed).not.toEqual(files.get('plan.json'));
    const { details } = await check(new Map([...files, ['plan.json', changed]]));
    expect(details).toEqual(['timestamps/plan.tsr: it stamps something else']);
  });

  it('with the plan’s after the bundle’s are refused', async () => {
    const late = await testAuthority({ time: new Date('2027-01-01T00:00:00Z') });
    const files = await bundleOf({ planTimeStamp: await stamped(late, await sha256(canonicalJson(plan))) }, authority);
    expect(await check(files, [])).toMatchObject({
      state: 'failed',
      details: [expect.stringMatching(/stamped after the bundle/)],
    });
  });

  it('by an authority that nobody named are refused by whoever named others', async () => {
    const others = readCertificates((await testAuthority()).root);
    const { state, details } = await check(await bundleOf({ planTimeStamp }, authority), others);
    expect([state, details[0]]).toEqual(['failed', expect.stringContaining('no way leads from CN=Test Time Stamps')]);
  });
});
