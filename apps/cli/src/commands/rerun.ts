/** `palimpsest rerun`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface RerunOptions {
  readonly challenge?: string;
  readonly units?: string;
  readonly share?: string;
  readonly output?: string;
}

export function addRerunCommand(program: Command): void {
  const command = program
    .command('rerun')
    .description(
      'Do a sample of an audit again, from the registered checkpoints, and compare with what was found. Nothing stored is touched.',
    )
    .argument('<audit>', 'its name, as audit list shows it, or a folder of evidence')
    .option('--challenge <text>', 'chooses the sample; from whoever checks, unknown to whoever made the audit')
    .option('--units <n>', 'how many units of work; 5 unless given')
    .option('--share <number>', 'or which share of them, for example 0.1')
    .option('-o, --output <file>', 'write the result, with challenge and machine, as JSON')
    .addHelpText(
      'after',
      `
Units are taken in the order of HMAC-SHA256(challenge, key of the unit). Checkpoints and data are found by digest,
whatever they are called here. Exit code 0: all that could be repeated came out the same. 100: something differs.
101: nothing could be repeated.`,
    );
  showExamples(command, [
    ['palimpsest rerun vendor-v2-0f3c91aa02de --challenge "a sentence of the auditor" --units 10', 'ten units'],
    ['palimpsest rerun ./evidence --share 0.1 -o rerun.json', 'a tenth of what a folder of evidence is about'],
  ]);
  runs<RerunOptions>(command, async ([named = ''], invocation) =>
    (await import('../rerun/rerun.js')).rerun(named, invocation),
  );
}
