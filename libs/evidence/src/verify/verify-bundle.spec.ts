/** A bundle of a small audit, and everything that could be done to it afterwards. */
import { buildReport, fakePorts, runAudit, type AuditOutcome, type FakeBehaviour } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { canonicalJson, reportExample, resolvePlan, type Finding, type Report } from '@palimpsest/contracts';
import { renderCycloneDx, renderJunit, renderSarif } from '@palimpsest/report';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildBundle, type BundleContents } from '../bundle/build-bundle.js';
import { listFiles, rootOf, type Files, type Manifest } from '../bundle/manifest.js';
import type { Envelope } from '../crypto/dsse.js';
import { fromBase64, toBase64 } from '../crypto/base64.js';
import { newKeyPair, readPublicKey, readSigner, type KeyPair } from '../crypto/key-file.js';
import { verifyBundle } from './verify-bundle.js';

const models: readonly FakeBehaviour[] = [
  { name: 'hides', knows: () => true, refuses: ({ split }) => split === 'forget' },
  { name: 'reference', knows: ({ split }) => split === 'retain' },
];
const plan = resolvePlan({
  name: 'evidence',
  preset: 'screening',
  dataset: 'people',
  checkpoints: [
    { name: 'hides', role: 'target' },
    { name: 'reference', role: 'reference' },
  ],
  probes: ['direct'],
});

let contents: BundleContents;
let outcome: AuditOutcome;
let own: KeyPair;
let bundle: Files;
beforeAll(async () => {
  own = await newKeyPair();
  outcome = await runAudit(plan, fakePorts(models, catalog));
  const report = buildReport({ ...outcome, catalog });
  contents = {
    report,
    plan: outcome.record.plan,
    findings: outcome.findings,
    inputs: {
      plan: report.identity.plan,
      dataset: report.identity.dataset,
      checkpoints: report.identity.checkpoints.map(({ name, roles, family, digest }) => ({
        ...{ name, roles, family, digest, files: [] },
      })),
      seeds: [...plan.seeds],
      software: { engine: report.identity.engine, runtime: 'Node', lockFile: null, provider: 'cpu' },
    },
    documents: (shown) =>
      Promise.resolve(
        new Map([
          ['bom.cdx.json', utf8(renderCycloneDx(shown))],
          ['report.html', utf8('<h1>report</h1>')],
          ['report.junit.xml', utf8(renderJunit(shown))],
          ['report.sarif', utf8(renderSarif(shown))],
        ]),
      ),
  };
  bundle = await buildBundle(contents, { redacted: false, signer: await readSigner(own.privateKey) });
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (files: Files, path: string) => new TextDecoder().decode(files.get(path));
const json = <T>(files: Files, path: string) => JSON.parse(text(files, path)) as T;
const without = (path: string): Files => new Map([...bundle].filter(([name]) => name !== path));
const put = (path: string, content: string | object): Files =>
  new Map([...bundle, [path, utf8(typeof content === 'string' ? content : JSON.stringify(content, null, 2))]]);
const trusting = async (pem: string) => [await readPublicKey(pem)];
const failures = async (files: Files, trusted = [own.publicKey]) => {
  const keys = (await Promise.all(trusted.map(trusting))).flat();
  const { checks } = await verifyBundle({ files, trusted: keys });
  return checks
    .filter(({ state }) => state === 'failed')
    .flatMap(({ id, details }) => details.map((line) => `${id}: ${line}`));
};

/** What a forger without the key would do: change something and make all digests fit again. */
async function forge(change: Files): Promise<Files> {
  const listed = new Map([...change].filter(([path]) => !/^(manifest|statement|public)/.test(path)));
  const files = await listFiles(listed);
  const old = json<Manifest>(bundle, 'manifest.json');
  return new Map([
    ...change,
    ['manifest.json', utf8(JSON.stringify({ ...old, files, merkleRoot: await rootOf(files) }))],
  ]);
}

describe('an untouched bundle', () => {
  it('passes every check, and is trusted with the key that signed it', async () => {
    const result = await verifyBundle({ files: bundle, trusted: await trusting(own.publicKey) });
    expect(result.checks.map(({ state }) => state)).not.toContain('failed');
    expect(result).toMatchObject({ intact: true, trusted: true });
    expect(result.notProved.join(' ')).toContain('a mistake can be signed');
  });

  it('is intact but not trusted when nobody says whose key is right', async () => {
    const result = await verifyBundle({ files: bundle, trusted: [] });
    expect(result).toMatchObject({ intact: true, trusted: false });
    expect(result.checks.find(({ id }) => id === 'signature')?.details[0]).toContain(own.keyId);
  });

  it('has the same bytes when it is made again', async () => {
    const again = await buildBundle(contents, { redacted: false, signer: await readSigner(own.privateKey) });
    expect([...again.keys()]).toEqual([...bundle.keys()]);
    for (const [path, bytes] of again) expect(bytes).toEqual(bundle.get(path));
  });

  it('redacted holds what the other does of tiers and published metrics: neither shows anybody', async () => {
    const shown = { ...contents.report, references: reportExample.references, pictures: reportExample.pictures };
    const given = { ...contents, report: shown };
    const [open, redacted] = await Promise.all(
      [false, true].map((isRedacted) => buildBundle(given, { redacted: isRedacted, signer: null })),
    );
    const [all, some] = [json<Report>(open!, 'report.json'), json<Report>(redacted!, 'report.json')];
    expect(all.targets[0]?.verdict.tiers).toHaveLength(4);
    expect(some.targets).toEqual(all.targets);
    expect(some.references).toEqual(all.references);
    const pictures = new Set(JSON.stringify(all.pictures).match(/[0-9a-f]{64}/g));
    expect(pictures.size).toBeGreaterThan(0);
    for (const [path] of redacted!) for (const digest of pictures) expect(text(redacted!, path)).not.toContain(digest);
  });

  it('without a key hangs together, and says that nobody vouches for it', async () => {
    const files = await buildBundle(contents, { redacted: true, signer: null });
    const result = await verifyBundle({ files, trusted: [] });
    expect(result).toMatchObject({ intact: true, trusted: false });
    expect(result.checks.find(({ id }) => id === 'signature')).toMatchObject({ state: 'not-checked' });
  });
});

describe('a single byte', () => {
  it('of any file, changed anywhere, is noticed and the file is named', async () => {
    for (const [path, bytes] of bundle) {
      for (const share of [0.02, 0.35, 0.5, 0.77, 0.98]) {
        const changed = Uint8Array.from(bytes);
        changed[Math.floor(share * changed.length)]! ^= 1;
        const seen = await failures(new Map([...bundle, [path, changed]]));
        expect(seen.join('\n'), `${path} at ${share}`).toMatch(
          path === 'public-key.pem' ? /public-key\.pem|key cannot be used/ : new RegExp(path.replace('.', '\\.')),
        );
      }
    }
  }, 60_000);
});

describe('a field', () => {
  const report = () => json<Report>(bundle, 'report.json');
  const manifest = () => json<Manifest>(bundle, 'manifest.json');
  const sealed = () => json<Envelope>(bundle, 'statement.dsse.json');
  const findings = () => text(bundle, 'findings.jsonl').trimEnd().split('\n');
  const lines = (rows: readonly string[]) => put('findings.jsonl', `${rows.join('\n')}\n`);
  const restated = (change: (statement: Record<string, unknown>) => void): Files => {
    const statement = JSON.parse(new TextDecoder().decode(fromBase64(sealed().payload))) as Record<string, unknown>;
    change(statement);
    return put('statement.dsse.json', { ...sealed(), payload: toBase64(utf8(canonicalJson(statement))) });
  };

  const cases: readonly (readonly [string, () => Files | Promise<Files>, RegExp])[] = [
    [
      'the verdict',
      () => put('report.json', { ...report(), summary: { ...report().summary, verdict: 'no-leak-above-bound' } }),
      /report\.json was changed/,
    ],
    ['the title', () => put('report.json', { ...report(), title: 'other' }), /report\.json was changed/],
    ['an unknown key in the report', () => put('report.json', { ...report(), more: 1 }), /report\.json/],
    [
      'a report of another audit',
      () => put('report.json', { ...report(), identity: { ...report().identity, audit: 'x' } }),
      /that of another audit/,
    ],
    [
      'a swapped checkpoint',
      () =>
        put('report.json', {
          ...report(),
          identity: { ...report().identity, checkpoints: [...report().identity.checkpoints].reverse() },
        }),
      /names other checkpoints/,
    ],
    ['a finding removed', () => lines(findings().slice(1)), /a finding was removed, added or moved/],
    ['a finding added', () => lines([...findings(), findings()[0]!]), /a finding was removed, added or moved/],
    ['findings in another order', () => lines(findings().toReversed()), /a finding was removed, added or moved/],
    [
      'a count in a finding',
      () => lines(findings().map((row) => row.replace('"correct":0', '"correct":1'))),
      /line \d+: the row is not the one that its key names/,
    ],
    [
      'a finding cut in half',
      () => put('findings.jsonl', text(bundle, 'findings.jsonl').slice(0, -20)),
      /ends inside a line/,
    ],
    [
      'a margin in the plan',
      () => put('plan.json', { ...plan, policy: { ...plan.policy, margin: 0.5 } }),
      /names another plan/,
    ],
    [
      'the verdict on one tier',
      () => {
        const [target, ...others] = report().targets;
        const [tier, ...rest] = target!.verdict.tiers;
        const better = { ...tier!, value: 'no-leak-above-bound' as const };
        const verdict = { ...target!.verdict, tiers: [better, ...rest] };
        return put('report.json', { ...report(), targets: [{ ...target!, verdict }, ...others] });
      },
      /report\.json was changed/,
    ],
    [
      'a published metric',
      () => put('report.json', { ...report(), references: reportExample.references }),
      /report\.json was changed/,
    ],
    [
      'a claim in the bill of materials',
      () => put('bom.cdx.json', text(bundle, 'bom.cdx.json').replace('"counterClaims"', '"claims"')),
      /bom\.cdx\.json was changed/,
    ],
    [
      'a failed case in the build server’s form',
      () =>
        put(
          'report.junit.xml',
          text(bundle, 'report.junit.xml').replace(/<failure [^]*?\/>|<failure [^]*?<\/failure>/, ''),
        ),
      /report\.junit\.xml was changed/,
    ],
    [
      'the level of a result',
      () => put('report.sarif', text(bundle, 'report.sarif').replace('"error"', '"note"')),
      /report\.sarif was changed/,
    ],
    ['a stamp that is none', () => put('timestamps/plan.tsr', 'stamped'), /plan\.tsr: it is no time-stamp response/],
    [
      'the public key swapped for another',
      async () => put('public-key.pem', (await newKeyPair()).publicKey),
      /public-key\.pem is not the key that statement\.dsse\.json names/,
    ],
    ['a file removed', () => without('report.html'), /report\.html was removed/],
    ['a file added', () => put('annex.txt', 'more'), /annex\.txt was added/],
    [
      'the list without a file',
      () => put('manifest.json', { ...manifest(), files: manifest().files.slice(1) }),
      /was added/,
    ],
    [
      'another Merkle root',
      () => put('manifest.json', { ...manifest(), merkleRoot: '0'.repeat(64) }),
      /the Merkle root is not that of its files/,
    ],
    [
      'other software',
      () =>
        put('manifest.json', {
          ...manifest(),
          inputs: { ...manifest().inputs, software: { ...manifest().inputs.software, engine: '9' } },
        }),
      /manifest\.json differs/,
    ],
    [
      'other seeds',
      () => put('manifest.json', { ...manifest(), inputs: { ...manifest().inputs, seeds: [7] } }),
      /manifest\.json differs/,
    ],
    [
      'a path out of the bundle',
      () => put('manifest.json', { ...manifest(), files: [{ ...manifest().files[0]!, path: '../x' }] }),
      /expected a path inside the bundle/,
    ],
    ['no manifest', () => without('manifest.json'), /manifest\.json is missing/],
    ['no statement', () => without('statement.dsse.json'), /not signed/],
    [
      'a better result in the statement',
      () => restated((one) => ((one['predicate'] as { result: string }).result = 'PASSED')),
      /no signature of a key that you trust/,
    ],
    [
      'another subject in the statement',
      () => restated((one) => ((one['subject'] as { name: string }[])[0]!.name = 'x')),
      /the list of audited checkpoints differs/,
    ],
    [
      'another type of payload',
      () => put('statement.dsse.json', { ...sealed(), payloadType: 'text/plain' }),
      /not an in-toto statement/,
    ],
    [
      'a statement that is no base64',
      () => put('statement.dsse.json', { ...sealed(), payload: '*' }),
      /base64|no JSON/,
    ],
    ['everything made to fit again without the key', () => forge(lines(findings().slice(1))), /manifest\.json differs/],
    [
      'the verdict, everything made to fit again',
      () =>
        forge(put('report.json', { ...report(), summary: { ...report().summary, verdict: 'no-leak-above-bound' } })),
      /the result differs/,
    ],
  ];

  it.each(cases)('%s', async (_, change, says) => {
    expect((await failures(await change())).join('\n')).toMatch(says);
  });

  it('signed again by another key is caught by whoever knows the right one', async () => {
    const other = await newKeyPair();
    const files = await buildBundle(contents, { redacted: false, signer: await readSigner(other.privateKey) });
    expect((await failures(files)).join('\n')).toMatch(/no signature of a key that you trust/);
    expect(await failures(files, [other.publicKey])).toEqual([]);
  });
});

describe('an audit of nothing', () => {
  it('is a bundle whose verdict is inconclusive', async () => {
    const report = buildReport({ record: outcome.record, findings: [], catalog });
    const empty = { ...contents, report, findings: [] as readonly Finding[] };
    const files = await buildBundle(empty, { redacted: false, signer: await readSigner(own.privateKey) });
    expect(json<Report>(files, 'report.json').summary.verdict).toBe('inconclusive');
    expect(await failures(files)).toEqual([]);
    const statement = new TextDecoder().decode(fromBase64(json<Envelope>(files, 'statement.dsse.json').payload));
    expect(JSON.parse(statement)).toMatchObject({ predicate: { result: 'WARNED' } });
  });
});
