/** Which entries of a project's log are about an audit, and what of them is shown. */
import { emptyLog, newSalt, nextEntry, type LogEntry, type LogHead } from '@palimpsest/platform';
import { describe, expect, it } from 'vitest';
import { logAboutAudit, type AboutAudit } from './log-about-audit.js';

const audit = 'vendor-v2-0123456789ab';
const [picture, foreign] = ['c0ffee00'.repeat(8), 'decade00'.repeat(8)];
const about: AboutAudit = { audit, dataset: 'people', pictures: new Set([picture]), redacted: true };

/** A log in memory; the first entries are from before there were salts. */
function logOf(events: readonly (readonly [action: string, target: string])[], unsalted = 0) {
  const entries = events.reduce<readonly (LogEntry & { readonly salt: string | null })[]>((all, [action, target]) => {
    const event = { at: '2026-11-25T09:00:00.000Z', actor: 'key 0123456789abcdef', action, target, detail: {} };
    const salt = all.length < unsalted ? null : newSalt();
    return [...all, { ...nextEntry(all.at(-1) ?? emptyLog, event, salt), salt }];
  }, []);
  const log = {
    read: (after: number, limit: number) => Promise.resolve(entries.slice(after, after + limit)),
    firstOn: (targets: readonly string[]) =>
      Promise.resolve(entries.find(({ target, salt }) => targets.includes(target) && salt !== null)?.sequence ?? null),
  };
  return { log, entries, last: entries.at(-1) as LogHead };
}

const shownIn = (excerpt: Awaited<ReturnType<typeof logAboutAudit>>) =>
  excerpt.entries.flatMap((entry) =>
    'action' in entry && 'value' in entry.action ? [`${entry.sequence} ${entry.action.value as string}`] : [],
  );

const events = [
  ['keys.create', 'people'],
  ['audits.create', audit],
  ['audits.create', 'other-0123456789ab'],
  ['answers.reveal', picture],
  ['answers.reveal', foreign],
  ['datasets.erase', 'people'],
  ['datasets.erase', 'other'],
  ['keys.revoke', audit],
  ['evidence.export', audit],
] as const;

describe('logAboutAudit', () => {
  it('shows what was done to the audit, its data and its pictures, and nothing else', async () => {
    const { log, last } = logOf(events);
    const excerpt = await logAboutAudit(log, about, last);
    const shown = ['2 audits.create', '4 answers.reveal', '6 datasets.erase', '9 evidence.export'];
    expect(shownIn(excerpt)).toEqual(shown);
    expect(excerpt.head).toEqual({ sequence: 9, digest: last.digest });
    expect(excerpt.entries.at(-1)).toMatchObject({ sequence: 9, digest: last.digest });
    for (const other of ['keys.', 'other', foreign]) expect(JSON.stringify(excerpt)).not.toContain(other);
  });

  it('names pictures only where pictures are shown', async () => {
    const { log, last } = logOf(events);
    expect(JSON.stringify(await logAboutAudit(log, about, last))).not.toContain(picture);
    expect(JSON.stringify(await logAboutAudit(log, { ...about, redacted: false }, last))).toContain(picture);
  });

  it('begins with the first entry that has a salt, and ends with the one it is for', async () => {
    const { log, entries } = logOf([...events, ['keys.create', 'later']], 3);
    const excerpt = await logAboutAudit(log, about, entries[8] as LogHead);
    expect(shownIn(excerpt)[0]).toBe('4 answers.reveal');
    expect(excerpt.after).toEqual({ sequence: 3, digest: entries[2]?.digest });
    expect(excerpt.entries.at(-1)?.sequence).toBe(9);
    const alone = logOf([['evidence.export', audit]]);
    expect((await logAboutAudit(alone.log, about, alone.last)).after).toEqual(emptyLog);
  });
});
