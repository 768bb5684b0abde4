/** Filings of the example report, whose verdicts are known: one leak, one bounded, one inconclusive. */
import { filing as filingSchema, reportExample, type ErasureRequest, type Report } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { named, UnknownEntryError } from '../profiles/profile.js';
import { profiles } from '../profiles/roster.js';
import { filingOf, FilingError } from './filing-of.js';

const on = '2026-11-29';
const profile = (id: string) => named('profile', profiles, id);
const eu = (options: Partial<Parameters<typeof filingOf>[1]> = {}, report: Report = reportExample) =>
  filingOf(report, { profile: profile('eu'), on, ...options });
const rowOf = ({ rows }: ReturnType<typeof eu>, id: string) => rows.find(({ requirement }) => requirement === id);
const cellOf = ({ coverage }: ReturnType<typeof eu>, attackClass: string, channel: string) =>
  coverage.find((cell) => cell.attackClass === attackClass && cell.channel === channel);

const request: ErasureRequest = {
  id: 'r-17',
  profile: 'eu',
  received: '2026-10-15',
  due: '2026-11-15',
  subjects: ['S-000000000000', 'S-ffffffffffff'],
  extension: null,
  answer: null,
  checkpoints: [
    { checkpoint: 'idk-few', derivedFrom: null },
    { checkpoint: 'idk-few-q4', derivedFrom: { checkpoint: 'idk-few', how: 'quantised' } },
  ],
  audits: [],
};

describe('filingOf', () => {
  it.each(profiles)('fits its schema and says what it is not, for $id', ({ id }) => {
    const made = filingOf(reportExample, { profile: profile(id), on });
    expect(filingSchema.parse(made)).toEqual(made);
    expect(made.notice).toContain('not proof of');
    expect(made.rows.length).toBeGreaterThan(0);
  });

  it('holds a leak against erasure and names the endpoint', () => {
    const row = rowOf(eu({ checkpoints: ['idk-few'] }), 'gdpr-17');
    const decidedBy = reportExample.targets[0]?.verdict.decidedBy;
    expect(row?.state).toBe('evidence-against');
    expect(row?.claims.flatMap(({ evidence }) => evidence)).toContainEqual({
      kind: 'endpoint',
      id: `idk-few: ${decidedBy}`,
    });
  });

  it('takes a bound for partial evidence at most, while persons and copies are open', () => {
    const row = rowOf(eu({ checkpoints: ['reference-2'] }), 'gdpr-17');
    expect(row?.state).toBe('partial');
    expect(row?.claims.map(({ state }) => state)).toEqual(['evidence-for', 'not-tested', 'not-tested']);
  });

  it('never makes a pass of what is inconclusive', () => {
    const { rows, coverage } = eu({ checkpoints: ['npo'] });
    const measured = rows.flatMap(({ claims }) => claims).filter(({ claim }) => claim.includes('npo'));
    expect(measured.length).toBeGreaterThan(0);
    for (const { state } of measured) expect(state).not.toBe('evidence-for');
    expect(coverage.map(({ result }) => result)).not.toContain('no-leak-above-bound');
  });

  it('says that reconstruction and inversion are not tested', () => {
    const made = eu();
    for (const attackClass of ['model-inversion', 'reconstruction'])
      for (const channel of ['queries', 'weights'])
        expect(cellOf(made, attackClass, channel)).toMatchObject({ probes: [], result: null, bound: null });
  });

  it('lets a probe that was never seen to find anything support no absence', () => {
    const unexamined: Report = {
      ...reportExample,
      scope: {
        ...reportExample.scope,
        plugins: reportExample.scope.plugins.map((plugin) => ({ ...plugin, examined: false })),
      },
    };
    const bounded = { checkpoints: ['reference-2'] };
    expect(cellOf(eu(bounded), 'regurgitation', 'queries')?.result).toBe('no-leak-above-bound');
    expect(cellOf(eu(bounded, unexamined), 'regurgitation', 'queries')?.result).toBe('inconclusive');
  });

  it('lets an attack that did not work, or had no power, support no absence', () => {
    const worn = (change: Partial<Report['targets'][number]['endpoints'][number]>): Report => ({
      ...reportExample,
      targets: reportExample.targets.map((target) => ({
        ...target,
        endpoints: target.endpoints.map((endpoint) => ({ ...endpoint, ...change })),
      })),
    });
    const sick = [{ flag: 'zero-gradient' as const, raised: true, detail: 'gradient norm 0' }];
    for (const report of [worn({ health: sick }), worn({ controlHealth: sick }), worn({ power: 0.1 })])
      expect(cellOf(eu({ checkpoints: ['reference-2'] }, report), 'regurgitation', 'queries')?.result).toBe(
        'inconclusive',
      );
  });

  it('calls a class not tested when the report does not say what its probes try', () => {
    const old: Report = {
      ...reportExample,
      scope: {
        ...reportExample.scope,
        plugins: reportExample.scope.plugins.map((plugin) => ({ ...plugin, attackClasses: null })),
      },
    };
    expect(eu({}, old).coverage.every(({ result }) => result === null)).toBe(true);
  });

  it('counts people above the threshold, and says what bound was in reach', () => {
    const [people] = eu({ checkpoints: ['idk-few'], personThreshold: 0.7 }).people;
    expect(people).toMatchObject({ checkpoint: 'idk-few', people: 4, largest: 0.9, above: 2, threshold: 0.7 });
    expect(people?.smallestReachable).toBeCloseTo(1 - reportExample.plan.policy.alpha ** (1 / 16), 10);
  });

  it('lets only queries decide in the view of Hamburg', () => {
    const queriesOnly = eu({ view: 'hamburg', checkpoints: ['reference-2'] });
    expect(rowOf(queriesOnly, 'gdpr-17')?.claims[0]?.claim).toMatch(/^Through queries alone/);
    expect(cellOf(queriesOnly, 'exfiltration', 'weights')).toEqual(
      cellOf(eu({ checkpoints: ['reference-2'] }), 'exfiltration', 'weights'),
    );
    expect(() => filingOf(reportExample, { profile: profile('us-california'), view: 'hamburg', on })).toThrow(
      UnknownEntryError,
    );
  });

  it('sets requests beside it: who and which copies were not audited, and whether it is late', () => {
    const made = eu({ requests: [request] });
    expect(made.requests).toMatchObject([
      {
        standing: 'overdue',
        audited: ['S-000000000000'],
        notAudited: ['S-ffffffffffff'],
        checkpointsNotAudited: ['idk-few-q4'],
      },
    ]);
    expect(rowOf(made, 'gdpr-12-3')?.state).toBe('evidence-against');
    expect(rowOf(eu(), 'gdpr-12-3')?.state).toBe('not-tested');
  });

  it('is the same without a clock, and then takes no requests', () => {
    expect(eu({ on: null })).toEqual(eu({ on: null }));
    expect(eu({ on: null }).validity.until).toBeNull();
    expect(() => eu({ on: null, requests: [request] })).toThrow(FilingError);
    expect(eu().validity.until).toBe('2027-05-28');
  });

  it('refuses a checkpoint that is no target', () => {
    expect(() => eu({ checkpoints: ['idk-feww'] })).toThrow(/did you mean "idk-few"/);
  });
});
