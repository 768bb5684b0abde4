/** `palimpsest doctor`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export function addDoctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('Say whether a checkpoint can be audited: family, sizes, precision, nodes without a gradient, memory.')
    .argument('<checkpoint>', 'folder, or registered name');
  showExamples(command, [
    ['palimpsest doctor ./llava-export', 'look before you register'],
    ['palimpsest doctor idk-lora --json', 'a built-in checkpoint, as JSON'],
  ]);
  runs(command, async ([checkpoint = ''], invocation) =>
    (await import('../checkpoints/doctor.js')).doctor(checkpoint, invocation),
  );
}
