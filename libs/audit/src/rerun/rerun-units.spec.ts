import { rerun, rerunExitCode, resolvePlan, type Finding } from '@palimpsest/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../engine/digest.js';
import { AuditCancelledError, AuditInputError } from '../engine/errors.js';
import { runAudit, type AuditOutcome } from '../engine/run-audit.js';
import type { AuditPorts } from '../ports/ports.js';
import { brighten, brightness, direct, identity } from '../testing/fake-plugins.js';
import { fakePorts } from '../testing/fake-ports.js';
import { compareFindings } from './compare-findings.js';
import { rerunUnits, type RerunPorts } from './rerun-units.js';

const plan = resolvePlan({
  name: 'again',
  preset: 'demo',
  dataset: 'people',
  checkpoints: [
    { name: 'hides', role: 'target' },
    { name: 'original', role: 'original' },
  ],
  probes: ['direct', 'brighten'],
  detectors: ['brightness'],
  defenses: ['identity'],
});
const models = [
  { name: 'hides', knows: () => true, opensUnderNoise: 0.01 },
  { name: 'original', knows: ({ number }: { readonly number: number }) => number !== 3 },
];
const catalog = { probes: [direct, brighten()], defenses: [identity], detectors: [brightness] };
const portsOf = (more: Partial<AuditPorts> = {}): AuditPorts & RerunPorts => ({
  ...fakePorts(models, catalog, more),
  machine: 'a test',
});
const everything = { challenge: 'whoever checks', size: (units: number) => units };

let audit: AuditOutcome;
beforeAll(async () => {
  audit = await runAudit(plan, portsOf());
});
const changed = (index: number, change: (row: Finding) => Finding) =>
  audit.findings.map((row, at) => (at === index ? rekeyed(change(row)) : row));
const rekeyed = <Row extends Finding>(row: Row): Row => ({ ...row, key: digestOf({ ...row, key: undefined }) });
const answered = () => audit.findings.findIndex(({ kind }) => kind === 'answers');
const withMoreCorrect = (more: (person: number) => number): readonly Finding[] =>
  changed(answered(), (row) =>
    row.kind !== 'answers'
      ? row
      : { ...row, subjects: row.subjects.map((one, person) => ({ ...one, correct: one.correct + more(person) })) },
  );
const resultsOf = async (findings: readonly Finding[]) =>
  (await rerunUnits({ ...audit, findings }, everything, portsOf())).units.map(({ result }) => result);

describe('rerunUnits', () => {
  it('finds every unit of an honest audit equal, bit for bit, and leaves the store alone', async () => {
    const ports = portsOf();
    const result = await rerunUnits(audit, everything, ports);
    expect(rerun.parse(result)).toEqual(result);
    expect(result.units.length).toBeGreaterThan(5);
    expect(result.units.map(({ result: one }) => one)).toEqual(result.units.map(() => 'bitwise-equal'));
    expect(rerunExitCode(result)).toBe(0);
    expect(await ports.store.records.list()).toEqual([]);
  });

  it('does as many as asked for, the same ones for the same challenge', async () => {
    const options = { challenge: 'one', size: () => 2 };
    const [first, again] = [await rerunUnits(audit, options, portsOf()), await rerunUnits(audit, options, portsOf())];
    expect(first.sample.units).toBe(2);
    expect(again).toEqual(first);
  });

  it('finds a count that was bettered, though every digest was made to fit, and says which', async () => {
    const findings = withMoreCorrect((person) => (person === 0 ? -2 : 0));
    const result = await rerunUnits({ ...audit, findings }, everything, portsOf());
    const [bad, ...others] = result.units.filter(({ result: one }) => one !== 'bitwise-equal');
    expect(others).toEqual([]);
    expect(bad).toMatchObject({ result: 'different', differences: [{ field: 'subjects[0].correct' }] });
    expect(rerunExitCode(result)).toBe(100);
  });

  it('lets one answer of one person pass, and not one of everybody', async () => {
    expect(await resultsOf(withMoreCorrect((person) => (person === 0 ? -1 : 0)))).toContain('within-tolerance');
    expect(await resultsOf(withMoreCorrect(() => -1))).toContain('different');
  });

  it('compares redacted findings by what they hold, and by the key that names the rest', async () => {
    const redacted = audit.findings.map((row) => (row.kind === 'attack' ? { ...row, artifacts: [] } : row));
    expect(redacted).not.toEqual(audit.findings);
    expect(new Set(await resultsOf(redacted))).toEqual(new Set(['bitwise-equal']));
  });

  it('says why a unit could not be repeated, and that nothing could', async () => {
    const open = (name: string) =>
      Promise.reject(new AuditInputError(`Checkpoint ${name}`, 'it is gone', 'Restore it.'));
    const ports = portsOf();
    const gone = await rerunUnits(audit, everything, { ...ports, models: { ...ports.models, open } });
    expect(gone.units[0]).toMatchObject({ result: 'not-repeated', reason: expect.stringContaining('it is gone') });
    expect(rerunExitCode(gone)).toBe(101);
    const newer = await rerunUnits(audit, everything, portsOf({ engine: '9.9.9' }));
    expect(newer.units[0]?.reason).toBe('it was made by engine 0.0.0-test, this is 9.9.9');
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(rerunUnits(audit, everything, portsOf({ signal }))).rejects.toThrow(AuditCancelledError);
  });
});

describe('compareFindings', () => {
  const attack = () => audit.findings.find(({ kind }) => kind === 'attack') as Extract<Finding, { kind: 'attack' }>;
  const measured = { name: 'loss', quantity: 'loss' as const, points: [{ step: 0, value: 2 }] };
  const one = () => rekeyed({ ...attack(), curves: [measured] });

  it.each([
    [1.0005, 'within-tolerance'],
    [1.002, 'different'],
  ] as const)('takes a measured number times %f as %s', (by, result) => {
    const curves = [{ ...measured, points: [{ step: 0, value: 2 * by }] }];
    expect(compareFindings([one()], [rekeyed({ ...attack(), curves })]).result).toBe(result);
  });

  it('takes no rounding for what was fixed beforehand, nor for a row that is missing', () => {
    expect(compareFindings([{ ...one(), steps: one().steps + 1 }], [one()]).result).toBe('different');
    expect(compareFindings([], [one()]).result).toBe('different');
    expect(compareFindings([one()], [one()]).result).toBe('bitwise-equal');
  });

  it('takes equal content under another key as different: the row is not the one that was made', () => {
    const row = audit.findings[answered()] as Finding;
    expect(compareFindings([{ ...row, key: '0'.repeat(64) }], [row]).result).toBe('different');
  });
});
