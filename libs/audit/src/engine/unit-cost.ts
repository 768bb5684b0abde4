/**
 * What units cost beside each other: for the order they are done in, for bars and forecasts. 1 is asking a model freely
 * about one view of a person, in all questions. No times of any machine: ratios that were measured once on the zoo
 * (docs/battery.md), which a forecast corrects by what it sees.
 */
import type { Ask, AuditPlan, ProbeEntry } from '@palimpsest/contracts';
import type { Probe } from '../plugins/probe.js';
import type { SubjectSplit, ProbeUnit } from '../ports/work.js';

/** Answers of one word; a choice is read off one pass, membership reads people outside as well. */
const askCosts: Readonly<Record<Ask, number>> = {
  free: 1,
  cloze: 1,
  mcq: 1,
  choice: 0.75,
  'exact-memorisation': 0.5,
  'extraction-strength': 0.5,
  'token-set': 0.5,
  membership: 1.1,
};

/** A gradient step of a probe that does not say: of some twelve images with their questions. */
const STEP_COST = 20;

export interface UnitCost {
  readonly whole: number;
  /** Of its gradient steps. */
  readonly steps: number;
}

export function unitCost(
  plan: AuditPlan,
  probe: Probe,
  entry: Pick<ProbeEntry, 'params'>,
  unit: Pick<ProbeUnit, 'subjects' | 'answers'> & { readonly isTarget: boolean },
): UnitCost {
  const { gradientSteps, stepCost = STEP_COST, ...of } = probe.estimate(entry.params);
  const { plain = 0, checks = 0, usual: candidates = of.candidates } = of;
  const { asked, kept, defended } = viewsOf(plan, unit);
  const perView = probe.asks.reduce((sum, ask) => sum + viewCost(probe, entry, ask), 0);
  const isDefended = unit.isTarget && probe.asks.includes('free');
  const shown = probe.epsilon(entry.params) === null ? plain : candidates - checks;
  const behind = isDefended ? plan.defenses.length * (shown * defended.asked + plain * defended.kept) : 0;
  const steps = stepCost * gradientSteps;
  return { whole: 1 + perView * ((candidates - checks) * asked + plain * kept) + behind + steps, steps };
}

/** Of asking one candidate in one way about one view. */
export const viewCost = (probe: Probe, { params }: Pick<ProbeEntry, 'params'>, ask: Ask): number =>
  askCosts[ask] * (probe.estimate(params).askCost ?? 1);

/** Views that a candidate is asked about: of people to be forgotten, of those to be kept, and behind a defense. */
function viewsOf({ scoring }: AuditPlan, { subjects, answers }: { subjects: SubjectSplit; answers: string }) {
  const { views, defendedViews, retainSubjects } = scoring;
  const people = subjects.heldOut.length;
  const shared = Math.min(views, defendedViews);
  return {
    asked: people * views + (answers === 'true' ? subjects.train.length : 0),
    kept: retainSubjects * views,
    defended: { asked: answers === 'true' ? people * shared : 0, kept: retainSubjects * shared },
  };
}
