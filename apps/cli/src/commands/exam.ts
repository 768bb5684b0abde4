/** `palimpsest exam`. */
import type { Command } from 'commander';
import { withWorkers, type WorkOptions } from './audit-options.js';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';
import { positiveInteger } from './positive-integer.js';

export interface ExamOptions extends WorkOptions {
  readonly preset?: readonly string[];
  readonly only?: readonly string[];
  readonly finished?: boolean;
  readonly add?: boolean;
  readonly curtailed?: boolean;
  readonly pool?: string;
  readonly threads: number;
  readonly draws: number;
  readonly output: string;
}

export function addExamCommand(program: Command): void {
  const several = (value: string, before: readonly string[] = []) => [...before, value];
  const command = program
    .command('exam')
    .description(
      'Examine the verdict on checkpoints of known truth, and write how often it is right. Stopped, it goes on.',
    )
    .option('--preset <name>', 'a plan to examine, again for more; screening and demo unless given', several)
    .option('--only <group|name>', 'judge these checkpoints only, again for more: partial results', several)
    .option('--finished', 'judge the audits that are finished and run none')
    .option(
      '--curtailed',
      'tier by tier, and no further with a checkpoint whose leak is certain: what is left could not take it back',
    )
    .option('--add', 'keep what exam.json in the output folder says of other presets and other checkpoints')
    .option('--pool <folder>', 'the exam pool; zoo/exam in the state folder unless given. What is missing is built')
    .option('--threads <n>', 'threads of the training, where the pool must be built', positiveInteger, 1)
    .option(
      '--draws <n>',
      'audits of never-saw against never-saw models, drawn from the findings',
      positiveInteger,
      500,
    )
    .option('-o, --output <folder>', 'where exam.md and exam.json go', 'docs');
  withWorkers(command);
  showExamples(command, [
    ['palimpsest exam', 'some hours on two cores; building the pool takes the first of them'],
    ['palimpsest exam --preset screening -o ./exam', 'minutes, once the pool is there'],
    ['palimpsest exam --only hides --only never-saw-3 -o ./part', 'a part of the pool'],
    [
      'palimpsest exam --preset standard --curtailed --only hides --add',
      'a costly preset on a part, beside the others',
    ],
  ]);
  runs<ExamOptions>(command, async (_, invocation) => (await import('../exam/exam.js')).exam(invocation));
}
