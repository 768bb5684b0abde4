/** Examples under a command's help: what to type, and what it is for. */
import type { Command } from 'commander';

export type Example = readonly [line: string, purpose: string];

export function showExamples(command: Command, examples: readonly Example[]): void {
  const lines = examples.flatMap(([line, purpose]) => [`  # ${purpose}`, `  $ ${line}`]);
  command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
