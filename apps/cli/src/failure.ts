/**
 * Errors of the command line itself, and how any error is told to people: one line that says what, where and
 * what to do, on standard error. Stack traces and causes only with `--verbose`.
 */
import { inspect } from 'node:util';
import { InvalidInputError } from '@palimpsest/contracts';

/** Something asked for cannot be done as asked; nothing was changed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Stopped on request, between two steps. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** As shells report an interrupted command. */
const interrupted = 130;

export function exitCodeOf(failure: unknown): number {
  return failure instanceof InterruptedError ? interrupted : 1;
}

export function describeFailure(failure: unknown, verbose: boolean): string {
  if (verbose) return `error: ${inspect(failure)}`;
  if (failure instanceof InterruptedError) return `stopped: ${failure.message}`;
  if (failure instanceof InvalidInputError) return describeInput(failure);
  return `error: ${failure instanceof Error ? failure.message : String(failure)}`;
}

/** A single problem fits on the line; several get one each. */
function describeInput({ what, problems }: InvalidInputError): string {
  const [only] = problems;
  if (problems.length !== 1 || !only) {
    const lines = problems.map(({ path, message }) => `  ${path || '(top level)'}: ${message}`);
    return [`error: ${what} has ${problems.length} problems`, ...lines].join('\n');
  }
  return `error: ${what}: ${only.path ? `${only.path}: ` : ''}${only.message}`;
}
