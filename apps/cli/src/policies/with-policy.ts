/** A policy of one's own under a plan: what the plan says itself stays. */
import { basename } from 'node:path';
import { parseStrict, policyFile } from '@palimpsest/contracts';
import { readSmallYaml } from '../audits/small-yaml.js';
import type { WrittenPlan } from '../audits/read-plan.js';
import { UsageError } from '../failure.js';

/** @throws UsageError when the plan names a preset too; InvalidInputError naming every wrong key of the policy */
export async function withPolicy(plan: WrittenPlan, path: string): Promise<WrittenPlan> {
  if (plan['preset'] !== undefined) {
    throw new UsageError('The plan names a preset; take that line out, or leave --policy away');
  }
  const written = await readSmallYaml(path, 'a policy', 'palimpsest policy show standard');
  const { name, version, verdict, scoring, controls, seeds, folds, validation, ...policy } = parseStrict(
    policyFile,
    written,
    basename(path),
  );
  const { probes, detectors, defenses } = policy;
  const merged = (own: object, key: string) => ({ ...own, ...(plan[key] as object | undefined) });
  return {
    ...{ seeds, folds, validation, probes, detectors, defenses, ...plan },
    ...{
      scoring: merged(scoring, 'scoring'),
      controls: merged(controls, 'controls'),
      policy: merged(verdict, 'policy'),
    },
    basedOn: { policy: name, version },
  };
}
