/**
 * What one unit works with: the model, the data, who is who. Opened per unit, closed whatever happens.
 */
import type { Dataset } from '@palimpsest/datasets';
import type { VisionLanguageModel } from '@palimpsest/models';
import type { Item } from '@palimpsest/datasets';
import type { UnitPorts } from '../ports/ports.js';
import type { UnitJob } from '../ports/work.js';
import { findPlugin } from '../plugins/catalog.js';
import { PreparedDefenses } from './defense-bench.js';
import { pseudonymOf } from './digest.js';
import { unitCost, type UnitCost } from './unit-cost.js';
import { UnitMeter } from './unit-meter.js';
import { ImageShelf, questions, type Question } from './questions.js';

export interface UnitSession {
  readonly job: UnitJob;
  readonly ports: UnitPorts;
  readonly model: VisionLanguageModel;
  readonly defenses: PreparedDefenses;
  readonly signal: AbortSignal;
  /** What a name becomes outside the engine. */
  readonly pseudonym: (subject: string) => string;
  /** Questions about pseudonyms of the forget split. */
  ask(of: {
    readonly subjects: readonly string[];
    readonly task: Item['task'];
    readonly view: 'train' | 'test';
    readonly views: number;
  }): Promise<readonly Question[]>;
  /** Questions about the first `count` subjects (by pseudonym) of another split; of one role, where items have roles. */
  others(of: {
    readonly split: string;
    readonly role?: Item['role'];
    readonly count: number;
    readonly task: Item['task'];
    readonly view: 'train' | 'test';
    readonly views: number;
  }): Promise<readonly Question[]>;
  /** The probe’s own steps. */
  readonly stepped: (step: number, total: number, message: string) => void;
  /** @param cost of what was asked since the last time */
  readonly asked: (cost: number, message: string) => void;
}

export function openUnitSession(
  job: UnitJob,
  ports: UnitPorts,
  model: VisionLanguageModel,
  dataset: Dataset,
  hooks: { readonly signal: AbortSignal; progress(share: number, message: string): void },
): UnitSession {
  const { plan } = job.record;
  const meter = new UnitMeter(costOf(job, ports));
  const shelf = new ImageShelf(dataset, model);
  const pseudonym = (subject: string) => pseudonymOf(dataset.digest, subject);
  const byPseudonym = new Map(dataset.items.map((item) => [pseudonym(item.subjectId), item.subjectId]));
  const named = (pseudonyms: readonly string[]) => new Set(pseudonyms.flatMap((name) => byPseudonym.get(name) ?? []));
  return {
    job,
    ports,
    model,
    defenses: new PreparedDefenses(ports, model, plan.defenses),
    signal: hooks.signal,
    pseudonym,
    ask: ({ subjects, ...selection }) =>
      questions(dataset, shelf, { ...selection, subjects: named(subjects), split: plan.dataset.forget }),
    others: ({ split, role, count, ...selection }) => {
      const isMeant = (item: Item) => item.split === split && (!role || !item.role || item.role === role);
      const members = dataset.items.filter(isMeant).map((item) => pseudonym(item.subjectId));
      const first = [...new Set(members)].sort().slice(0, count);
      return questions(dataset, shelf, { ...selection, subjects: named(first), split });
    },
    stepped: (step, total, message) => {
      if (total > 0) meter.stepped(step / total);
      hooks.progress(meter.share, message);
    },
    asked: (cost, message) => {
      meter.asked(cost);
      hooks.progress(meter.share, message);
    },
  };
}

function costOf({ record, unit }: UnitJob, { catalog }: UnitPorts): UnitCost {
  if (unit.kind === 'knowledge') return { whole: unit.cost, steps: 0 };
  const isTarget = unit.checkpoint.roles.includes('target');
  return unitCost(record.plan, findPlugin('probe', catalog.probes, unit.probe.id), unit.probe, { ...unit, isTarget });
}
