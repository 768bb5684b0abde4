/** The demo's plan: which built-in checkpoints play which part. Everything else is the preset `demo`. */
import { resolvePlan, type AuditPlan, type PlanInput, type Role } from '@palimpsest/contracts';
import type { ZooEntry, ZooIndex } from '@palimpsest/zoo';
import { UsageError } from '../failure.js';

/** Checkpoints that are judged: three that hide, two that forgot, and the original. */
export const demoTargets: readonly string[] = [
  ...['idk-lora', 'idk-few', 'idk-projector'],
  ...['reference-b', 'reference-refusing', 'original'],
];

const controlRole: Readonly<Record<ZooEntry['role'], Role | null>> = {
  original: 'original',
  reference: 'reference',
  'reference-refusing': 'matched-reference',
  target: null,
};

/** @throws UsageError when the zoo lacks a checkpoint of the demo */
export const demoPlan = (zoo: ZooIndex, seeds?: readonly number[]): AuditPlan =>
  resolvePlan(demoPlanInput(zoo, seeds), 'the plan of the demo');

/** As a person would write it. @throws UsageError when the zoo lacks a checkpoint of the demo */
export function demoPlanInput(zoo: ZooIndex, seeds?: readonly number[]): PlanInput {
  const missing = demoTargets.find((name) => !zoo.entries.some((entry) => entry.name === name));
  if (missing) throw new UsageError(`The zoo has no ${missing}; build it with palimpsest zoo build`);
  return {
    name: 'demo',
    description: 'Checkpoints of known truth: does the verdict tell those that hide from those that forgot?',
    preset: 'demo',
    dataset: zoo.dataset.id,
    checkpoints: zoo.entries.flatMap(partOf),
    ...(seeds ? { seeds: [...seeds] } : {}),
  };
}

/** Controls play their own part; a checkpoint that is judged may be a control for the others. */
function partOf({ name, role, truth }: ZooEntry): PlanInput['checkpoints'] {
  const control = controlRole[role];
  const roles: Role[] = [...(demoTargets.includes(name) ? (['target'] as const) : []), ...(control ? [control] : [])];
  return roles.length === 0 ? [] : [{ name, role: roles, truth }];
}
