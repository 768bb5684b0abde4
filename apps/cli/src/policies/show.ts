/** One built-in policy as YAML: the beginning of one's own. */
import { stringify } from 'yaml';
import { builtInPolicies, nearestKey } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { costText } from './cost-text.js';

/** @throws UsageError with the nearest known name */
export async function showPolicy(name: string, { options }: Invocation): Promise<void> {
  const found = builtInPolicies.find((policy) => policy.name === name);
  if (!found) {
    const known = builtInPolicies.map((policy) => policy.name);
    const nearest = nearestKey(name, known);
    throw new UsageError(
      `There is no policy "${name}"; ${nearest ? `did you mean "${nearest}"?` : `there are: ${known.join(', ')}`}`,
    );
  }
  const { measured } = found;
  const how = measured?.how === 'added-up' ? 'added up from its units' : 'timed';
  const timed = measured ? ` for ${measured.checkpoint}, ${how} on ${measured.on}` : '';
  await emit(options.json, found, () =>
    `# ${found.about}\n# Takes: ${costText(measured)}${timed}\n${stringify(found)}`.trimEnd(),
  );
}
