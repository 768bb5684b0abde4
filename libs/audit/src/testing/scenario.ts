/**
 * Findings by hand, for tests of the verdict and the report: who answered how often under which probe. Shares
 * are drawn per person from a seeded Rng, so people differ as people do and the numbers never change.
 */
import { z } from 'zod';
import {
  resolvePlan,
  type AnswersFinding,
  type AttackFinding,
  type DataFinding,
  type Finding,
  type HealthFlag,
  type PlanInput,
  type SubjectCounts,
} from '@palimpsest/contracts';
import { Rng } from '@palimpsest/tensor';
import { completePlan } from '../engine/plan-units.js';
import { digestOf, sha256 } from '../engine/digest.js';
import type { Catalog } from '../plugins/catalog.js';
import { defineProbe } from '../plugins/probe.js';
import type { AuditRecord } from '../ports/work.js';
import type { Case } from '../verdict/case.js';
import { Ledger } from '../verdict/ledger.js';

const probe = (id: string, tier: 0 | 1 | 2 | 3, purpose: 'confirmatory' | 'control', epsilon: number | null) =>
  defineProbe({
    ...{ id, version: 1, title: `Test ${id}`, goal: 'test', reference: 'none', access: 'gradient', tier, purpose },
    examinedOn: [],
    attackClasses: ['exfiltration'],
    ...{ asks: ['free', 'choice'], runsOn: ['target', 'original', 'reference', 'matched-reference'] },
    ...{ crossFitted: tier >= 2, seeded: tier > 0, permutedControl: tier === 3 },
    params: z.strictObject({ denoiser: z.string().default('none') }),
    epsilon: () => epsilon,
    estimate: () => ({ candidates: 1, gradientSteps: 0 }),
    async *run() {
      yield await Promise.resolve({ variant: id });
    },
  });

/** `direct` asks plainly, `noise` is a control, `relearn` and `attack` are shown answers. */
export const scenarioCatalog: Catalog = {
  probes: [
    probe('direct', 0, 'confirmatory', null),
    probe('noise', 1, 'control', 12 / 255),
    probe('relearn', 2, 'confirmatory', null),
    probe('attack', 3, 'confirmatory', 12 / 255),
  ],
  detectors: [],
  defenses: [],
  metrics: [],
};

/** Answers of everyone under one condition. Shares are of the questions asked; what is left is wrong. */
export interface Answered {
  readonly checkpoint: string;
  readonly probe?: string;
  readonly variant?: string;
  readonly ask?: AnswersFinding['ask'];
  readonly answers?: 'true' | 'permuted';
  readonly defense?: string;
  readonly seed?: number;
  readonly correct?: number;
  readonly refused?: number;
  readonly gibberish?: number;
  readonly nulls?: number;
  readonly partition?: SubjectCounts['partition'];
  /** How many people answered; everyone unless told. */
  readonly people?: number;
  readonly raised?: readonly HealthFlag['flag'][];
  readonly attack?: Partial<AttackFinding>;
}

export interface Scenario {
  readonly checkpoints: PlanInput['checkpoints'];
  readonly answered: readonly Answered[];
  readonly people?: number;
  /** Expected share of a blind guess; null when the data set has no such questions. */
  readonly prior?: number | null;
  readonly plan?: Partial<PlanInput>;
  readonly catalog?: Catalog;
  /** Whom the original knew, by number; everyone unless told. Only with an original in the plan. */
  readonly known?: (person: number) => boolean;
}

const QUESTIONS = 16;
export const personName = (index: number) => `S-${sha256(`person ${index}`).slice(0, 12)}`;

/** Everything `judge` and `buildReport` need. */
export function scenario({ people = 48, prior = 1 / 32, catalog = scenarioCatalog, ...given }: Scenario): Case {
  const probes = [...new Set(['direct', ...given.answered.map((row) => row.probe ?? 'direct')])];
  const input = { name: 'test', dataset: 'people', preset: 'demo', probes, detectors: [], defenses: [] } as const;
  const resolved = resolvePlan({ ...input, checkpoints: given.checkpoints, ...given.plan });
  const record = recordOf(completePlan(resolved, catalog));
  const everyone = Array.from({ length: people }, (_, index) => personName(index)).sort();
  const data = row<DataFinding>(record, null, {
    ...{ kind: 'data', forget: everyone, retain: 24 },
    priors: prior === null ? [] : [priorOf(everyone, prior)],
  });
  const known = everyone.filter((_, index) => given.known?.(index) ?? true);
  const original = record.checkpoints.find(({ roles }) => roles.includes('original'));
  const unknown = everyone.filter((subject) => !known.includes(subject));
  const knowledge = original ? [row(record, original, { kind: 'knowledge', threshold: 0.5, known, unknown })] : [];
  const rows = given.answered.flatMap((answered) => rowsOf(record, known, answered));
  return { record, catalog, ledger: new Ledger([data, ...knowledge, ...rows]) };
}

const priorOf = (everyone: readonly string[], share: number): DataFinding['priors'][number] => ({
  ...{ task: 'generation', rule: 'uniform', uniform: share, modal: share },
  subjects: everyone.map((subject) => ({ subject, n: 8, expected: 8 * share })),
});

function recordOf(plan: AuditRecord['plan']): AuditRecord {
  const checkpoints = plan.checkpoints.map(({ name, roles }) => ({
    ...{ name, digest: sha256(name), family: 'llava', roles },
  }));
  const dataset = { id: 'people', digest: sha256('people') };
  return {
    ...{ schema: 'palimpsest.audit/1', id: 'test-audit', plan, planDigest: digestOf(plan), dataset, checkpoints },
    engine: '0.0.0-test',
  };
}

function rowsOf(record: AuditRecord, everyone: readonly string[], answered: Answered): readonly Finding[] {
  const { checkpoint: name, probe: label = 'direct', answers = 'true', seed = label === 'direct' ? 0 : 1 } = answered;
  const variant = answered.variant ?? (label === 'direct' ? 'clean' : label);
  const checkpoint = record.checkpoints.find((entry) => entry.name === name) ?? null;
  const shared = {
    ...{ probe: { id: label, label, version: 1, params: {} }, variant, answers, seed, fold: null, trained: [] },
  };
  const counts = countsOf(everyone.slice(0, answered.people ?? everyone.length), answered, `${name}/${label}/${seed}`);
  const answersRow: Partial<AnswersFinding> = {
    ...{ kind: 'answers', ...shared, ask: answered.ask ?? 'free', defense: answered.defense ?? null },
    ...{ subjects: [...counts], attributes: [] },
  };
  const health = (answered.raised ?? []).map((flag) => ({ flag, raised: true, detail: 'seen in a test' }));
  const attackRow: Partial<AttackFinding> = {
    ...{ kind: 'attack', ...shared, validated: [], steps: 0, epsilon: epsilonOf(label), curves: [], health },
    ...{ detections: [], artifacts: [], ...answered.attack },
  };
  return [row(record, checkpoint, answersRow), row(record, checkpoint, attackRow)];
}

const epsilonOf = (label: string) => (['noise', 'attack'].includes(label) ? 12 / 255 : null);

function countsOf(subjects: readonly string[], answered: Answered, seed: string): readonly SubjectCounts[] {
  const { correct = 0, refused = 0, gibberish = 0, nulls = 0, partition = 'held-out' } = answered;
  const rng = new Rng(`${seed}/${partition}/${answered.variant ?? ''}/${answered.ask ?? ''}`);
  return subjects.map((subject) => {
    const counts = { n: 0, correct: 0, exact: 0, refused: 0, unparsable: 0, gibberish: 0, nulls };
    for (let question = 0; question < QUESTIONS; question++) {
      const draw = rng.uniform();
      counts.n++;
      if (draw < correct) counts.correct++;
      else if (draw < correct + refused) counts.refused++;
      else if (draw < correct + refused + gibberish) counts.unparsable = ++counts.gibberish;
    }
    return { subject, partition, ...counts, exact: counts.correct };
  });
}

function row<F extends Finding>(
  record: AuditRecord,
  checkpoint: AuditRecord['checkpoints'][number] | null,
  fields: Partial<F>,
): Finding {
  const { dataset, planDigest: plan, engine } = record;
  const identity = checkpoint && { name: checkpoint.name, digest: checkpoint.digest };
  const whole = {
    ...{ schema: 'palimpsest.finding/1', unit: digestOf(fields), plan, dataset: dataset.digest, engine },
    ...{ checkpoint: identity, ...fields },
  };
  return { ...whole, key: digestOf(whole) } as unknown as Finding;
}
