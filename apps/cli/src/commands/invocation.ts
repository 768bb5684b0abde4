/** Joins a declared command to its work: options with the global ones, progress, exit code. */
import type { Command } from 'commander';
import { UsageError } from '../failure.js';
import type { JsonOption } from '../output/json-option.js';
import { createProgress, type Progress } from '../output/progress.js';

/** Options that every command has. */
export interface GlobalOptions {
  readonly json?: JsonOption;
  readonly state: string;
  /** Address of a server that does the work; this machine unless given. */
  readonly server?: string;
  readonly project?: string;
  readonly plainHttp?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** What the work is handed besides its operands. */
export interface Invocation<Own extends object = object> {
  readonly options: GlobalOptions & Own;
  readonly progress: Progress;
}

/** Most commands work here; some work the same on a server. */
export type Where = 'here' | 'here-or-server';

/**
 * @param work gives the exit code; none is 0
 */
export function runs<Own extends object = object>(
  command: Command,
  work: (operands: readonly string[], invocation: Invocation<Own>) => Promise<number | void>,
  where: Where = 'here',
): void {
  command.action(async () => {
    const options = command.optsWithGlobals<GlobalOptions & Own>();
    if (where === 'here' && command.getOptionValueSourceWithGlobals('server') === 'cli') {
      throw new UsageError(`${typed(command)} works on this machine only; leave --server away`);
    }
    const progress = createProgress(options.quiet ? 'none' : 'auto');
    try {
      process.exitCode = (await work(command.args, { options, progress })) ?? 0;
    } finally {
      progress.close();
    }
  });
}

function typed(command: Command): string {
  return command.parent ? `${typed(command.parent)} ${command.name()}` : command.name();
}
