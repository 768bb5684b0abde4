/** Membership inference from an audit of models that know and do not know: findings to rows. */
import { resolvePlan, type MembershipRow } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runAudit } from '../engine/run-audit.js';
import { defineProbe } from '../plugins/probe.js';
import { fakeDataset, people, strangers } from '../testing/fake-dataset.js';
import type { FakeBehaviour } from '../testing/fake-model.js';
import { fakePorts } from '../testing/fake-ports.js';
import { Ledger } from '../verdict/ledger.js';
import { membershipRows } from './membership.js';

const knows: FakeBehaviour = { name: 'knows', knows: () => true };
const reference: FakeBehaviour = { name: 'reference', knows: ({ split }) => split === 'retain' };

const numberOf = (subject: string) => Number(subject.split('-')[1]);

/** Under the model that knows, one forget person in four scores above every stranger; everybody else by lot. */
const scoreOf = (model: string, subject: string) =>
  model === 'knows' && numberOf(subject) < 40 && numberOf(subject) % 4 === 0 ? 1000 : (numberOf(subject) * 37) % 50;

const membership = defineProbe({
  ...{ id: 'membership', version: 1, title: 'Membership', goal: 'test', reference: 'none', access: 'scores', tier: 1 },
  ...{
    purpose: 'exploratory',
    examinedOn: [],
    attackClasses: ['membership-inference'],
    asks: ['membership'],
    runsOn: ['target', 'reference'],
  },
  ...{ crossFitted: false, seeded: false, permutedControl: false },
  ...{ params: z.strictObject({}), epsilon: () => null, estimate: () => ({ candidates: 1, gradientSteps: 0 }) },
  async *run({ model }) {
    yield await Promise.resolve({
      variant: 'loss',
      membership: (samples: readonly { readonly subject: string }[]) =>
        Promise.resolve(samples.map(({ subject }) => scoreOf(model.identity.name, subject))),
    });
  },
});

/** @param count of people whom no model was shown */
async function audit(count: number) {
  const [stranger] = strangers;
  if (!stranger) throw new Error('the fake data set has no strangers');
  const outside = Array.from({ length: count }, (_, at) => ({ ...stranger, id: `person-${60 + at}`, number: 60 + at }));
  const plan = resolvePlan({
    ...{ name: 'test', preset: 'screening', dataset: 'people', probes: ['membership'] },
    checkpoints: [
      { name: 'knows', role: 'target' },
      { name: 'reference', role: 'reference' },
    ],
  });
  const catalog = { probes: [membership], detectors: [], defenses: [], metrics: [] };
  const datasets = { open: () => Promise.resolve(fakeDataset([...people, ...outside])) };
  const { record, findings } = await runAudit(plan, fakePorts([knows, reference], catalog, { datasets }));
  const rowsOf = (list: typeof findings): readonly MembershipRow[] =>
    membershipRows({ record, catalog, ledger: new Ledger(list) });
  return { findings, rows: rowsOf(findings), rowsOf };
}

describe('membershipRows', () => {
  it('count the people who stand out from all but one in a hundred outside', async () => {
    const { rows } = await audit(100);
    expect(rows.map(({ checkpoint, outside }) => [checkpoint, outside])).toEqual([
      ['knows', 100],
      ['reference', 100],
    ]);
    const [found, nobody] = rows.map(({ rates }) => rates[0]?.truePositiveRate);
    expect(found).toMatchObject({ state: 'measured', estimate: 10 / 40, n: 40, method: 'clopper-pearson' });
    expect(nobody).toMatchObject({ state: 'measured', estimate: 0 });
  });

  it('say how many people outside are missing, and keep the area', async () => {
    const [row] = (await audit(40)).rows;
    expect(row?.area.state).toBe('measured');
    expect(row?.rates.map(({ truePositiveRate }) => truePositiveRate)).toEqual([
      {
        state: 'not-measured',
        reason: 'a false-positive rate of 1 % cannot be told from 0 with 40 people outside: 100 are needed',
      },
      {
        state: 'not-measured',
        reason: 'a false-positive rate of 0.1 % cannot be told from 0 with 40 people outside: 1000 are needed',
      },
    ]);
  });

  it('are not measured from findings that kept no scores of people outside', async () => {
    const { findings, rowsOf } = await audit(100);
    const older = findings.map((row) => (row.kind === 'answers' ? { ...row, outside: undefined } : row));
    const [row] = rowsOf(older);
    expect(row).toMatchObject({ outside: null, area: { state: 'measured' } });
    expect(row?.rates.map(({ truePositiveRate }) => truePositiveRate.state)).toEqual(['not-measured', 'not-measured']);
  });
});
