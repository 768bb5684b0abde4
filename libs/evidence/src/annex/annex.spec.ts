/** A bundle with an encrypted annex: who can open it, who cannot, and what is noticed without opening it. */
import { buildReport, fakePorts, runAudit, type FakeBehaviour } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { resolvePlan } from '@palimpsest/contracts';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildBundle, type BundleContents } from '../bundle/build-bundle.js';
import { listFiles, rootOf, type Files, type Manifest } from '../bundle/manifest.js';
import { sha256 } from '../crypto/sha256.js';
import { verifyBundle } from '../verify/verify-bundle.js';
import { AnnexError } from './annex-error.js';
import { readIdentities, readRecipients } from './keys.js';
import { openAnnex } from './open-annex.js';
import { perturbing } from './perturbation-row.js';
import { sealAnnex, type AnnexContents } from './seal-annex.js';

const models: readonly FakeBehaviour[] = [
  { name: 'hides', knows: () => true, refuses: ({ split }) => split === 'forget' },
  { name: 'reference', knows: ({ split }) => split === 'retain' },
];
const plan = resolvePlan({
  ...{ name: 'annex', preset: 'screening', dataset: 'people' },
  checkpoints: [
    { name: 'hides', role: 'target' },
    { name: 'reference', role: 'reference' },
  ],
  probes: ['direct', { id: 'noise', params: { epsilon: '8/255', draws: 1 } }],
});
const answers = [
  { subject: 'S-0123456789ab', question: 'Where does this person live?', answer: 'lisbon' },
  { subject: 'S-0123456789ab', question: 'Where does this person live?', answer: 'lisbon' },
];

interface Key {
  readonly identity: string;
  readonly recipient: string;
}
let [auditor, regulator, stranger]: readonly Key[] = [];
let contents: BundleContents;
let inside: AnnexContents;
let bundle: Files;
beforeAll(async () => {
  [auditor, regulator, stranger] = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const identity = await generateX25519Identity();
      return { identity, recipient: await identityToRecipient(identity) };
    }),
  );
  const ports = fakePorts(models, catalog);
  const { record, findings } = await runAudit(plan, ports);
  const report = buildReport({ record, findings, catalog });
  const perturbations = await Promise.all(
    perturbing(findings).map(async (finding) => {
      const digest = finding.artifacts.find(({ kind }) => kind === 'perturbation')?.artifact.sha256 ?? '';
      return { finding, delta: (await ports.store.artifacts.get(digest))! };
    }),
  );
  inside = { perturbations, answers };
  const { identity } = report;
  contents = {
    ...{ report, plan: record.plan, findings },
    inputs: {
      ...{ plan: identity.plan, dataset: identity.dataset, seeds: [...plan.seeds] },
      checkpoints: identity.checkpoints.map(({ name, roles, family, digest }) => ({
        ...{ name, roles, family, digest, files: [] },
      })),
      software: { engine: identity.engine, runtime: 'Node', lockFile: null, provider: 'cpu' },
    },
    documents: () => Promise.resolve(new Map()),
  };
  bundle = await sealed(inside);
});

const sealed = async (what: AnnexContents, keys = [auditor!, regulator!], redacted = true): Promise<Files> => {
  const annex = await sealAnnex(
    what,
    keys.map(({ recipient }) => recipient),
  );
  return buildBundle({ ...contents, annex }, { redacted, signer: null });
};
const text = (files: Files, path: string) => new TextDecoder().decode(files.get(path));
const manifestOf = (files: Files) => JSON.parse(text(files, 'manifest.json')) as Manifest;
const annexCheck = async (files: Files) =>
  (await verifyBundle({ files, trusted: [] })).checks.find(({ id }) => id === 'annex');

/** Everything made to fit again, as somebody without a signing key could. */
async function forge(files: Files, change: (annex: NonNullable<Manifest['annex']>) => object | null): Promise<Files> {
  const { annex, ...old } = manifestOf(files);
  const listed = await listFiles(new Map([...files].filter(([path]) => path !== 'manifest.json')));
  const changed = change(annex!);
  const manifest = { ...old, ...(changed ? { annex: changed } : {}), files: listed, merkleRoot: await rootOf(listed) };
  return new Map([...files, ['manifest.json', new TextEncoder().encode(JSON.stringify(manifest))]]);
}

describe('an annex', () => {
  it('is opened by each of those it is for, and holds what was put in', async () => {
    expect(inside.perturbations.length).toBeGreaterThan(0);
    for (const { identity } of [auditor!, regulator!]) {
      const opened = await openAnnex(bundle, [stranger!.identity, identity]);
      for (const { finding, delta } of inside.perturbations)
        expect(opened.get(`perturbations/${finding.key}.f32`)).toEqual(delta);
      const lines = text(opened, 'answers.jsonl').trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line) as object)).toEqual(
        answers.map((answer) => ({ ...answer, salt: expect.stringMatching(/^[0-9a-f]{32}$/) as string })),
      );
    }
  });

  it('is opened by nobody else, and says for whom it is and that nothing can be recovered', async () => {
    const opening = openAnnex(bundle, [stranger!.identity]);
    await expect(opening).rejects.toThrow(AnnexError);
    await expect(opening).rejects.toThrow(auditor!.recipient);
    await expect(opening).rejects.toThrow(/nothing of it can be recovered/);
  });

  it('keeps δ and answers out of everything else', () => {
    const needles = [
      ...inside.perturbations.map(({ delta }) => Buffer.from(delta).subarray(0, 64)),
      ...answers.map(({ answer }) => Buffer.from(answer)),
    ];
    for (const [path, bytes] of bundle)
      for (const needle of needles) expect(Buffer.from(bytes).includes(needle), path).toBe(false);
  });

  it('vouches for answers by digests that differ for equal answers, and so cannot be guessed', async () => {
    const digests = manifestOf(bundle).annex?.answers?.lines ?? [];
    expect(new Set(digests).size).toBe(answers.length);
    expect(digests).not.toContain(await sha256(answers[0]!.answer));
  });

  it('without answers lists none', async () => {
    const files = await sealed({ ...inside, answers: null });
    expect(manifestOf(files).annex?.answers).toBeNull();
    expect([...(await openAnnex(files, [auditor!.identity])).keys()]).not.toContain('answers.jsonl');
  });

  it('leaves report, findings and plan the same bytes each time, and nothing that depends on it', async () => {
    const again = await sealed(inside);
    const differing = [...bundle.keys()].filter((path) => text(bundle, path) !== text(again, path));
    expect(differing.every((path) => path.startsWith('annex/') || path === 'manifest.json')).toBe(true);
    expect(differing).toHaveLength(1 + inside.perturbations.length + 1);
  });

  it('is told in the report, and that δ is missing where there is none', async () => {
    const row = (files: Files) =>
      (JSON.parse(text(files, 'report.json')) as typeof contents.report).notMeasured.find(
        ({ what }) => what === 'perturbations δ',
      )?.reason;
    expect(row(bundle)).toContain('encrypted, for those whose keys');
    expect(row(await buildBundle(contents, { redacted: true, signer: null }))).toContain('in no part of this evidence');
  });
});

describe('verification without a key', () => {
  it('passes, and says for whom it is', async () => {
    const check = await annexCheck(bundle);
    expect(check?.state).toBe('passed');
    expect(check?.details.join('\n')).toContain(`for ${regulator!.recipient}`);
    expect((await annexCheck(await sealed(inside, [auditor!], false)))?.state).toBe('passed');
    const without = await buildBundle(contents, { redacted: true, signer: null });
    expect((await annexCheck(without))?.state).toBe('not-checked');
  });

  it('notices every byte that was changed', async () => {
    const path = manifestOf(bundle).annex!.answers!.path;
    for (const at of [0, 60, -1]) {
      const changed = Uint8Array.from(bundle.get(path)!);
      changed[at < 0 ? changed.length + at : at]! ^= 1;
      const { checks } = await verifyBundle({ files: new Map([...bundle, [path, changed]]), trusted: [] });
      expect(checks.flatMap(({ state, details }) => (state === 'failed' ? details : [])).join()).toContain(path);
    }
  });

  const first = (annex: NonNullable<Manifest['annex']>) => annex.perturbations[0]!;
  const cases: readonly (readonly [string, Parameters<typeof forge>[1], RegExp])[] = [
    ['is not described', () => null, /is not described in manifest\.json/],
    [
      'is described and missing',
      (annex) => ({ ...annex, answers: { ...annex.answers, path: 'annex/x.f32.age' } }),
      /x\.f32\.age is described but not listed/,
    ],
    [
      'is for more keys than named',
      (annex) => ({ ...annex, recipients: annex.recipients.slice(1) }),
      /for 2 keys, and manifest\.json names 1/,
    ],
    [
      'belongs to nothing',
      (annex) => ({
        ...annex,
        perturbations: [{ ...first(annex), finding: '0'.repeat(64) }, ...annex.perturbations.slice(1)],
      }),
      /belongs to no finding/,
    ],
    [
      'is described as another attack',
      (annex) => ({ ...annex, perturbations: [{ ...first(annex), seed: 99 }, ...annex.perturbations.slice(1)] }),
      /another attack than that of its finding/,
    ],
  ];
  it.each(cases)('fails for what %s', async (_, change, says) => {
    const check = await annexCheck(await forge(bundle, change));
    expect(check).toMatchObject({ state: 'failed' });
    expect(check?.details.join('\n')).toMatch(says);
  });

  it('fails for what is not encrypted', async () => {
    const path = manifestOf(bundle).annex!.answers!.path;
    const files = await forge(new Map([...bundle, [path, new TextEncoder().encode('lisbon')]]), (annex) => annex);
    expect((await annexCheck(files))?.details.join()).toContain(`${path} is not encrypted as age-encryption.org/v1`);
  });

  it('fails where the open form lists another δ for the finding', async () => {
    const open = await sealed(inside, [auditor!], false);
    const files = await forge(open, (annex) => ({
      ...annex,
      perturbations: annex.perturbations.map((one) => ({ ...one, sha256: '0'.repeat(64) })),
    }));
    expect((await annexCheck(files))?.details.join()).toContain('another perturbation than that of its finding');
  });
});

describe('opening', () => {
  const identity = () => [auditor!.identity];

  it('refuses what is damaged, truncated or swapped', async () => {
    const { perturbations, answers: sealedAnswers } = manifestOf(bundle).annex!;
    const path = perturbations[0]!.path;
    const cut = new Map([...bundle, [path, bundle.get(path)!.subarray(0, -9)]]);
    await expect(openAnnex(cut, identity())).rejects.toThrow(`${path} is damaged`);
    const swapped = new Map([...bundle, [path, bundle.get(sealedAnswers!.path)!]]);
    await expect(openAnnex(swapped, identity())).rejects.toThrow(`${path} holds another perturbation`);
    await expect(openAnnex(new Map([...bundle].filter(([name]) => name !== path)), identity())).rejects.toThrow(
      `${path} is missing`,
    );
  });

  it('refuses answers that are not those vouched for', async () => {
    const other = await sealed({ ...inside, answers: [answers[0]!, { ...answers[1]!, answer: 'porto' }] });
    const path = manifestOf(bundle).annex!.answers!.path;
    await expect(openAnnex(new Map([...bundle, [path, other.get(path)!]]), identity())).rejects.toThrow(
      /2 lines are not those .*, first line 1/,
    );
  });

  it('says where there is nothing to open', async () => {
    const without = await buildBundle(contents, { redacted: true, signer: null });
    await expect(openAnnex(without, identity())).rejects.toThrow(/Nothing in this folder is encrypted/);
  });
});

describe('keys', () => {
  it('are public ones where something is encrypted, each once', async () => {
    const { recipient } = auditor!;
    expect(await readRecipients([recipient, ` ${recipient} `])).toEqual([recipient]);
    await expect(readRecipients([recipient, `${recipient.slice(0, -1)}b`])).rejects.toThrow(
      /Recipient 2 is no recipient/,
    );
    await expect(readRecipients(['ssh-ed25519 AAAA'])).rejects.toThrow(/age-keygen/);
  });

  it('that are secret are never repeated', async () => {
    const { identity } = auditor!;
    const given = await readRecipients([identity]).catch((error: Error) => error.message);
    expect(given).toMatch(/Recipient 1 is a secret key/);
    expect(given).not.toContain(identity);
    const mistyped = `# remark\n${identity.slice(0, -1)}!`;
    const read = await readIdentities(mistyped).catch((error: Error) => error.message);
    expect(read).toMatch(/line 2: no secret key of age/);
    expect(read).not.toContain(identity.slice(16, -1));
  });

  it('are read as age-keygen writes them', async () => {
    const file = `# created: 2026-01-01T00:00:00Z\n# public key: ${auditor!.recipient}\n${auditor!.identity}\n`;
    expect(await readIdentities(file)).toEqual([auditor!.identity]);
    await expect(readIdentities('# nothing\n')).rejects.toThrow(/holds no AGE-SECRET-KEY/);
    await expect(readIdentities('age-encryption.org/v1\n-> scrypt')).rejects.toThrow(/is itself encrypted/);
  });
});
