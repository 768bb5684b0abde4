/**
 * Errors of the command line itself, and how any error is told to people: one line that says what, where and
 * what to do, on standard error. Stack traces and causes only with `--verbose`.
 */
import { inspect } from 'node:util';
import { ProblemError } from '@palimpsest/client';
import { InvalidInputError, type InputProblem } from '@palimpsest/contracts';

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
  if (failure instanceof ProblemError) return describeProblem(failure);
  return `error: ${failure instanceof Error ? failure.message : String(failure)}`;
}

/** A single problem fits on the line; several get one each. */
function describeInput({ what, problems }: { readonly what: string; readonly problems: readonly InputProblem[] }) {
  const [only] = problems;
  if (problems.length !== 1 || !only) {
    const lines = problems.map(({ path, message }) => `  ${path || '(top level)'}: ${message}`);
    return [`error: ${what} has ${problems.length} problems`, ...lines].join('\n');
  }
  return `error: ${what}: ${only.path ? `${only.path}: ` : ''}${only.message}`;
}

/** What the server says, with what can be done about it here. */
function describeProblem({ kind, detail, problems, requestId }: ProblemError): string {
  if (problems.length > 0) return describeInput({ what: 'what was sent to the server', problems });
  if (kind === 'unauthenticated') return `error: ${detail} Log in with palimpsest login --server <address>`;
  return `error: ${detail}${kind === 'internal-error' ? ` Request id: ${requestId}` : ''}`;
}
