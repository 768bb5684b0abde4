/** The built-in policies, cheapest first. */
import { builtInPolicies } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { costText } from './cost-text.js';

export async function listPolicies({ options }: Invocation): Promise<void> {
  await emit(options.json, builtInPolicies, () =>
    columns([
      ['policy', 'version', 'seeds', 'margin', 'alpha', 'takes', 'what it is for'],
      ...builtInPolicies.map(({ name, version, seeds, verdict, about, measured }) => [
        ...[name, String(version), String(seeds.length), String(verdict.margin), String(verdict.alpha)],
        ...[costText(measured), about],
      ]),
    ]),
  );
}
