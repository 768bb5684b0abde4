/**
 * The plans of the exam: a preset, with many targets in one audit so that they share the references' units. What
 * decides no verdict is left out: exploratory and comparison probes, detectors, defenses, permuted answers, and whatever
 * the original would be asked beyond plain questions. Plans do not say what is true.
 */
import {
  presets,
  resolvePlan,
  type AuditPlan,
  type PlanInput,
  type PresetName,
  type Purpose,
  type Role,
} from '@palimpsest/contracts';
import type { Examined } from './exam-class.js';

export interface ExamEntry {
  readonly name: string;
  readonly role: 'original' | 'reference' | 'reference-refusing' | 'target';
  readonly group: Examined['group'];
  /** Of a reference that refuses: whose refusal training it had. */
  readonly matches?: readonly string[] | undefined;
}

/** Groups that are audited together. Each batch is an audit of its own, with the same controls. */
export const batches: readonly { readonly name: string; readonly groups: readonly Examined['group'][] }[] = [
  { name: 'construction', groups: ['saw', 'never-saw', 'retrained', 'hides'] },
  { name: 'trained-away', groups: ['unlearned', 'overwritten', 'over-forgetting', 'broken'] },
];

const controlRole: Readonly<Record<ExamEntry['role'], Role | null>> = {
  original: 'original',
  reference: 'reference',
  'reference-refusing': 'matched-reference',
  target: null,
};

export interface ExamPlanOptions {
  readonly preset: PresetName;
  readonly batch: string;
  readonly dataset: string;
  /** A probe's own purpose by its id, where the preset does not say another. */
  readonly purposeOf: (probe: string) => Purpose;
}

/** What the original knew is told by plain questions; it is no control of a leak. */
const judgedAgainst: readonly Role[] = ['target', 'reference', 'matched-reference'];

const deciding: ReadonlySet<Purpose> = new Set(['confirmatory', 'control']);

/**
 * @param targets names of those that are judged
 * @throws InvalidInputError when nobody is
 */
export function examPlan(
  options: ExamPlanOptions,
  pool: readonly ExamEntry[],
  targets: ReadonlySet<string>,
): AuditPlan {
  return resolvePlan(
    {
      name: `exam-${options.preset}-${options.batch}`,
      preset: options.preset,
      dataset: options.dataset,
      checkpoints: pool.flatMap((entry) => partOf(entry, targets)),
      probes: presets[options.preset].probes
        .filter(({ id, purpose }) => deciding.has(purpose ?? options.purposeOf(id)))
        .map((entry) => (entry.id === 'direct' ? entry : { ...entry, on: entry.on ?? judgedAgainst })),
      detectors: [],
      defenses: [],
      controls: { permutedAnswers: 'none' },
    },
    'the plan of the exam',
  );
}

/** A control is in every batch; a matched one only where somebody it matches, or it itself, is judged. */
function partOf({ name, role, matches }: ExamEntry, targets: ReadonlySet<string>): PlanInput['checkpoints'] {
  const control = controlRole[role];
  const matched = matches?.filter((match) => targets.has(match)) ?? [];
  const isControl = control !== null && (control !== 'matched-reference' || matched.length > 0);
  const roles: Role[] = [...(targets.has(name) ? (['target'] as const) : []), ...(isControl ? [control] : [])];
  if (roles.length === 0) return [];
  return [{ name, role: roles, ...(isControl && matched.length > 0 ? { matches: matched } : {}) }];
}
