/** `palimpsest demo`. */
import type { Command } from 'commander';
import { withSeed, withWorkers, type SeedOptions, type WorkOptions } from './audit-options.js';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface DemoOptions extends WorkOptions, SeedOptions {
  readonly output: string;
  readonly fresh?: boolean;
}

export function addDemoCommand(program: Command): void {
  const command = program
    .command('demo')
    .description('Audit several built-in checkpoints of known truth, with real attacks, and write the report.')
    .option('-o, --output <folder>', 'where the report goes', 'palimpsest-demo')
    .option('--fresh', 'forget an earlier run of the demo instead of building on it');
  withSeed(withWorkers(command));
  showExamples(command, [
    ['palimpsest demo', 'a few minutes on two cores'],
    ['palimpsest demo --json out.json', 'the verdicts and numbers for scripts'],
    ['palimpsest demo --seed 2 --fresh', 'another seed for the attacks'],
  ]);
  command.addHelpText('after', truthHelp);
  runs<DemoOptions>(command, async (_, invocation) => (await import('../demo/demo.js')).demo(invocation));
}

const truthHelp = `
The truth about each checkpoint is known, so the demo examines the verdict itself. Leaks are expected.
Exit codes: 0 when no verdict contradicts the truth, 1 when one does (a leak where people were forgotten, or
none above the bound where they are still known) or on an error. Inconclusive contradicts nothing.`;
