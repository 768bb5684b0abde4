/** A plan file, read and resolved. Everything that can be said about it without a model is said here. */
import { basename } from 'node:path';
import { nearestKey, resolvePlan, type AuditPlan } from '@palimpsest/contracts';
import { splits } from '@palimpsest/datasets';
import { UsageError } from '../failure.js';
import { withPolicy } from '../policies/with-policy.js';
import { readSmallYaml } from './small-yaml.js';

export interface PlanChanges {
  /** Instead of the plan's own. */
  readonly seeds?: readonly number[] | undefined;
  /** Path of a policy that fills in what the plan does not say, instead of a preset. */
  readonly policy?: string | undefined;
}

/** @throws UsageError for a file that is not YAML; InvalidInputError naming every wrong key and value */
export async function readPlan(
  path: string,
  { seeds, policy }: PlanChanges = {},
): Promise<{ readonly written: WrittenPlan; readonly resolved: AuditPlan }> {
  const name = basename(path);
  const plan = (await readSmallYaml(path, 'a plan', 'palimpsest audit run --help')) as WrittenPlan;
  checkSplits(resolvePlan(plan, name)); // its own mistakes first
  const filled = policy === undefined ? plan : await withPolicy(plan, policy);
  const written = seeds ? { ...filled, seeds } : filled;
  return { written, resolved: resolvePlan(written, name) };
}

/** As people wrote it, with short forms and presets; a server resolves it by its own presets. */
export type WrittenPlan = Readonly<Record<string, unknown>>;

function checkSplits({ dataset }: AuditPlan): void {
  for (const side of ['forget', 'retain'] as const) {
    const name = dataset[side];
    if ((splits as readonly string[]).includes(name)) continue;
    const nearest = nearestKey(name, splits);
    throw new UsageError(
      `dataset.${side}: there is no split "${name}"; ${nearest ? `did you mean "${nearest}"?` : `splits: ${splits.join(', ')}`}`,
    );
  }
}
