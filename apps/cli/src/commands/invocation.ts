/** Joins a declared command to its work: options with the global ones, progress, exit code. */
import type { Command } from 'commander';
import type { JsonOption } from '../output/json-option.js';
import { createProgress, type Progress } from '../output/progress.js';

/** Options that every command has. */
export interface GlobalOptions {
  readonly json?: JsonOption;
  readonly state: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** What the work is handed besides its operands. */
export interface Invocation<Own extends object = object> {
  readonly options: GlobalOptions & Own;
  readonly progress: Progress;
}

/**
 * @param work gives the exit code; none is 0
 */
export function runs<Own extends object = object>(
  command: Command,
  work: (operands: readonly string[], invocation: Invocation<Own>) => Promise<number | void>,
): void {
  command.action(async () => {
    const options = command.optsWithGlobals<GlobalOptions & Own>();
    const progress = createProgress(options.quiet ? 'none' : 'auto');
    try {
      process.exitCode = (await work(command.args, { options, progress })) ?? 0;
    } finally {
      progress.close();
    }
  });
}
