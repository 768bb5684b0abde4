/** A plan is a few lines that may ask for years of work: preparing its steps would hold up everybody else's requests. */
import { InvalidInputError, type PlanInput } from '@palimpsest/contracts';

/** Steps: checkpoints × probes × seeds × folds. */
export const mostSteps = 20_000;
const mostEntries = 200;

/** @throws InvalidInputError */
export function refuseEndless(plan: PlanInput): void {
  const { checkpoints, probes = [], detectors = [], defenses = [], seeds = [], folds = 1 } = plan;
  for (const [path, list] of Object.entries({ checkpoints, probes, detectors, defenses, seeds })) {
    if (list.length > mostEntries) refuse(path, `has ${list.length} entries; ${mostEntries} are the most`);
  }
  const steps = checkpoints.length * Math.max(1, probes.length) * Math.max(1, seeds.length) * folds;
  if (steps > mostSteps) refuse('', `asks for ${steps} steps; ${mostSteps} are the most: split it into several plans`);
}

function refuse(path: string, message: string): never {
  throw new InvalidInputError('plan', [{ path, message }]);
}
