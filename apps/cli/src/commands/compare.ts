/** `palimpsest compare`. */
import { Option, type Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

const formats = ['html', 'json', 'csv'] as const;
export type ComparisonFormat = (typeof formats)[number];

export interface CompareOptions {
  readonly baseline?: string;
  readonly by: string;
  readonly format?: ComparisonFormat;
  readonly output?: string;
}

export function addCompareCommand(program: Command): void {
  const command = program
    .command('compare')
    .description(
      'Compare the targets of one or several audits on the same people: ranks where differences are shown, recovery and leak side by side, differences paired by person, what forgetting and stealth cost.',
    )
    .argument('<audits...>', 'names, as audit list shows them')
    .option('--baseline <target>', 'differences are from this target; the first one unless given')
    .option('--by <endpoint>', 'rank by this endpoint (probe/variant/ask), or by the worst confirmatory one', 'worst')
    .addOption(new Option('--format <format>', 'write the whole comparison instead of tables').choices(formats))
    .option(
      '-o, --output <file>',
      'file to write, in the format of its ending unless --format is given; else standard output',
    );
  showExamples(command, [
    ['palimpsest compare idk-41f09c3aa1b2 npo-9be0127d55c0', 'which method hides less?'],
    ['palimpsest compare demo-8a51f3c0de77 --baseline original', 'all targets of one audit'],
    ['palimpsest compare demo-8a51f3c0de77 --by sua/sua/free -o comparison.html', 'ranks, matrix and plots on a page'],
    ['palimpsest compare demo-8a51f3c0de77 --format csv -o comparison.csv', 'one number a row'],
  ]);
  runs<CompareOptions>(command, async (ids, invocation) =>
    (await import('../compare/compare.js')).compareAudits(ids, invocation),
  );
}
