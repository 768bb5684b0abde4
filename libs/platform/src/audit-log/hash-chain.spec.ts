import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSalt } from './commitments.js';
import { emptyLog, nextEntry, verifyChain, type LogEntry, type LogEvent, type LogHead } from './hash-chain.js';

const event: fc.Arbitrary<LogEvent> = fc.record({
  at: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  actor: fc.string(),
  action: fc.constantFrom('answers.reveal', 'keys.rotate', 'audits.erase'),
  target: fc.string(),
  detail: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))),
});
const logs = fc.array(event, { minLength: 2, maxLength: 12 }).map(chained);

/** With entries that have a salt and older ones that have none. */
function chained(events: readonly LogEvent[]): readonly LogEntry[] {
  let head: LogHead = emptyLog;
  return events.map((event, index) => {
    const entry = nextEntry(head, event, index % 3 === 0 ? null : newSalt());
    head = entry;
    return entry;
  });
}

describe('verifyChain', () => {
  it('accepts what was appended, whole or from a trusted head on', () => {
    fc.assert(
      fc.property(logs, fc.nat(), (log, cut) => {
        const at = cut % log.length;
        const { sequence, digest } = log.at(-1) as LogEntry;
        expect(verifyChain(log)).toEqual({ intact: true, head: { sequence, digest } });
        expect(verifyChain(log.slice(at + 1), log[at])).toEqual({ intact: true, head: { sequence, digest } });
      }),
    );
  });

  it('names the entry in which any field was changed', () => {
    fc.assert(
      fc.property(logs, fc.nat(), event, (log, place, other) => {
        const at = place % log.length;
        const entry = log[at] as LogEntry;
        for (const field of ['at', 'actor', 'action', 'target', 'detail'] as const) {
          if (JSON.stringify(entry[field]) === JSON.stringify(other[field])) continue;
          const changed = log.with(at, { ...entry, [field]: other[field] });
          expect(verifyChain(changed)).toMatchObject({ intact: false, sequence: at + 1 });
        }
      }),
    );
  });

  it('sees a salt that was changed, or taken away', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const { salt, ...plain } = log[1] as LogEntry;
        expect(salt).toMatch(/^[0-9a-f]{32}$/);
        for (const changed of [plain, { ...plain, salt: newSalt() }])
          expect(verifyChain(log.with(1, changed))).toMatchObject({ intact: false, sequence: 2 });
      }),
    );
  });

  it('sees an entry that was removed, doubled or moved', () => {
    fc.assert(
      fc.property(logs, fc.nat(), (log, place) => {
        const at = place % (log.length - 1);
        const entry = log[at] as LogEntry;
        const next = log[at + 1] as LogEntry;
        expect(verifyChain(log.toSpliced(at, 1)).intact).toBe(false);
        expect(verifyChain(log.toSpliced(at, 0, entry)).intact).toBe(false);
        expect(verifyChain(log.toSpliced(at, 2, next, entry)).intact).toBe(false);
      }),
    );
  });

  it('sees a log that was cut short or written anew, by a head kept elsewhere', () => {
    fc.assert(
      fc.property(logs, event, (log, other) => {
        const head = log.at(-1) as LogEntry;
        expect(verifyChain(log, emptyLog, head).intact).toBe(true);
        expect(verifyChain(log.slice(0, -1), emptyLog, head)).toMatchObject({
          reason: expect.stringContaining('ends before'),
        });
        const anew = chained([{ ...other, actor: `not ${log[0]?.actor ?? ''}` }, ...log.slice(1)]);
        expect(verifyChain(anew, emptyLog, head)).toMatchObject({ reason: expect.stringContaining('written anew') });
      }),
    );
  });
});

describe('nextEntry', () => {
  it('gives equal entries equal digests, whatever the order of their keys', () => {
    const first = { at: '2026-11-25T00:00:00Z', actor: 'k1', action: 'a', target: 't', detail: { x: 1, y: 2 } };
    const second = { detail: { y: 2, x: 1 }, target: 't', action: 'a', actor: 'k1', at: '2026-11-25T00:00:00Z' };
    expect(nextEntry(emptyLog, first).digest).toBe(nextEntry(emptyLog, second).digest);
  });
});
