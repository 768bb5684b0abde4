/** `palimpsest doctor`. */
import { Option, type Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';
import { positiveInteger } from './positive-integer.js';

export interface DoctorOptions {
  readonly dtype?: string;
  readonly images: number;
  readonly questions: number;
  readonly length: number;
  readonly recompute?: 'attention' | 'layers';
}

export function addDoctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('Say whether a checkpoint can be audited: family, sizes, precision, nodes without a gradient, memory.')
    .argument('<checkpoint>', 'folder, or registered name')
    .option('--dtype <variant>', 'of a folder: which of its graphs, as for model add')
    .option('--images <n>', 'of a step of SUA, for its memory and time', positiveInteger, 8)
    .option('--questions <n>', 'about each image', positiveInteger, 4)
    .option('--length <n>', 'tokens of question and answer, the image mark as one', positiveInteger, 32)
    .addOption(
      new Option('--recompute <what>', "computed again instead of kept, as SUA's parameter").choices([
        'attention',
        'layers',
      ]),
    );
  showExamples(command, [
    ['palimpsest doctor ./llava-export', 'look before you register'],
    ['palimpsest doctor idk-lora --json', 'a built-in checkpoint, as JSON'],
    ['palimpsest doctor vendor-v2 --images 2', 'what a smaller step would take'],
    ['palimpsest doctor vendor-v2 --recompute layers', 'and one that keeps less'],
  ]);
  runs<DoctorOptions>(command, async ([checkpoint = ''], invocation) =>
    (await import('../checkpoints/doctor.js')).doctor(checkpoint, invocation),
  );
}
