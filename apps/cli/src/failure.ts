/** Errors of the command line itself. Whatever is thrown ends as one line on standard error and exit code 1. */

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One message for people: what, where, what to do. Stack traces only with `--verbose`. */
export function describeFailure(failure: unknown, verbose: boolean): string {
  if (!(failure instanceof Error)) return `error: ${String(failure)}`;
  const cause =
    failure.cause instanceof Error && !failure.message.includes(failure.cause.message)
      ? `\n  because: ${failure.cause.message}`
      : '';
  return verbose ? `error: ${failure.stack ?? failure.message}${cause}` : `error: ${failure.message}${cause}`;
}
