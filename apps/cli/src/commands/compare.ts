/** `palimpsest compare`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export function addCompareCommand(program: Command): void {
  const command = program
    .command('compare')
    .description(
      'Compare the targets of one or several audits on the same people: recovery side by side, differences from the first target paired by person.',
    )
    .argument('<audits...>', 'names, as audit list shows them');
  showExamples(command, [
    ['palimpsest compare idk-41f09c3aa1b2 npo-9be0127d55c0', 'which method hides less?'],
    ['palimpsest compare demo-8a51f3c0de77 --json', 'all targets of one audit'],
  ]);
  runs(command, async (ids, invocation) => (await import('../compare/compare.js')).compareAudits(ids, invocation));
}
