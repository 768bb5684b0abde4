/** An excerpt of a log as libs/platform writes it, and everything that could be done to it afterwards. */
import type { LogExcerpt } from '@palimpsest/contracts';
import { emptyLog, excerptOf, newSalt, nextEntry, type LogEntry, type LogHead } from '@palimpsest/platform';
import { describe, expect, it } from 'vitest';
import { parts } from '../bundle/build-bundle.js';
import { outside, type Files, type Manifest } from '../bundle/manifest.js';
import { checkLog } from './log-check.js';

const audit = 'vendor-v2-0123456789ab';
const picture = 'c0ffee00'.repeat(8);
const events = [
  { action: 'keys.create', target: '00112233aabbccdd', detail: { role: 'reviewer' } },
  { action: 'audits.create', target: audit, detail: { plan: '1'.repeat(64) } },
  { action: 'datasets.erase', target: 'another-clinic', detail: {} },
  { action: 'answers.reveal', target: picture, detail: {} },
  { action: 'evidence.export', target: audit, detail: { form: 'redacted' } },
];
const log = events.reduce<readonly LogEntry[]>((entries, event, index) => {
  const at = `2026-11-25T09:00:0${index}.000Z`;
  const actor = 'key 0123456789abcdef';
  return [...entries, nextEntry(entries.at(-1) ?? emptyLog, { at, actor, ...event }, newSalt())];
}, []);

const concerns = ({ target }: LogEntry) => target === audit || target === picture;
const excerpt = excerptOf(log[0] as LogHead, log.slice(1), {
  ...{ audit, concerns },
  withholds: ({ action }, field) => action === 'answers.reveal' && field === 'target',
});

const manifest: Manifest = {
  ...{ schema: 'palimpsest.evidence/1', audit, form: 'redacted', files: [], merkleRoot: '0'.repeat(64) },
  inputs: {
    ...{ plan: '1'.repeat(64), dataset: { id: 'people', digest: '2'.repeat(64) }, checkpoints: [], seeds: [1] },
    software: { engine: '0.1.0', runtime: 'Node', lockFile: null, provider: 'cpu' },
  },
};
const utf8 = (value: object) => new TextEncoder().encode(JSON.stringify(value));
const beside = (given: LogExcerpt): Files =>
  new Map([
    [outside.manifest, utf8(manifest)],
    [parts.log, utf8(given)],
  ]);
const check = (given: LogExcerpt) => checkLog({ files: beside(given), trusted: [] });

describe('an excerpt of the log', () => {
  it('is a chain that can be checked, and says where the log stood', async () => {
    expect(await check(excerpt)).toEqual({
      state: 'passed',
      details: [
        '4 entries in a row, 3 of them about this audit; of the others there are digests',
        expect.stringContaining(`entry 5, ${log[4]?.digest}`) as string,
      ],
    });
  });

  it('shows nothing of other things, and nothing by which a picture could be recognised', () => {
    const text = JSON.stringify(excerpt);
    for (const secret of ['another-clinic', 'datasets.erase', '00112233aabbccdd', picture])
      expect(text).not.toContain(secret);
    for (const told of ['audits.create', 'answers.reveal', 'evidence.export']) expect(text).toContain(told);
    for (const { salt } of log) expect(text).not.toContain(salt);
  });

  it('is not asked for of an audit that no server exported', async () => {
    const files: Files = new Map([[outside.manifest, utf8(manifest)]]);
    expect((await checkLog({ files, trusted: [] })).state).toBe('not-checked');
  });

  const entries = excerpt.entries;
  const without = (at: number) => ({ ...excerpt, entries: entries.toSpliced(at, 1) });
  const put = (at: number, change: object) => ({
    ...excerpt,
    entries: entries.with(at, { ...entries[at], ...change } as (typeof entries)[number]),
  });
  const shown = (value: string) => ({ value, salt: '5'.repeat(64) });
  const salted = (field: object) => ({ ...field, value: 'key fedcba9876543210' });

  it.each([
    ['who did it, changed', put(0, { actor: salted((entries[0] as { actor: object }).actor) }), 'entry 2 was changed'],
    ['a salt, changed', put(0, { target: shown(audit) }), 'entry 2 was changed'],
    ['an entry of others, changed', put(1, { content: '7'.repeat(64) }), 'entry 3 was changed'],
    ['what is withheld, changed', put(2, { target: { withheld: '7'.repeat(64) } }), 'entry 4 was changed'],
    ['a digest, changed', put(3, { digest: '7'.repeat(64) }), 'entry 5 was changed'],
    ['the first removed', without(0), 'entry 2 was removed'],
    ['one in the middle removed', without(1), 'entry 3 was removed'],
    ['the last removed', without(3), 'entry 5 was removed'],
    [
      'two in another order',
      { ...excerpt, entries: [entries[0], entries[2], entries[1], entries[3]] as typeof entries },
      'entry 4 was moved: it stands where entry 3 belongs',
    ],
    [
      'one removed and the next renumbered',
      { ...without(1), entries: without(1).entries.map((entry, index) => ({ ...entry, sequence: index + 2 })) },
      'entry 3 was changed, or is not the one that followed entry 2',
    ],
    ['one twice', { ...excerpt, entries: entries.toSpliced(1, 0, entries[0]!) }, 'entry 2 was moved'],
    ['another beginning', { ...excerpt, after: { ...excerpt.after, digest: '7'.repeat(64) } }, 'entry 2 was changed'],
    ['another end', { ...excerpt, head: { ...excerpt.head, digest: '7'.repeat(64) } }, 'entry 5 is not the last one'],
    ['that of another audit', { ...excerpt, audit: 'other-0123456789ab' }, 'is about another audit'],
  ])('with %s is not what was logged', async (_, given, says) => {
    const { state, details } = await check(given);
    expect([state, details.join('\n')]).toEqual(['failed', expect.stringContaining(says)]);
  });
});
