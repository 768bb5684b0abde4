/** What may be told of an error outside: its name and those of its causes. */

const deepest = 4;

/** At least one; a name that is not a word becomes `Error`, because somebody may have put a value into it. */
export function errorNames(error: unknown): readonly [string, ...string[]] {
  const causes: string[] = [];
  for (let at = causeOf(error); at instanceof Error && causes.length < deepest; at = at.cause) causes.push(nameOf(at));
  return [nameOf(error), ...causes];
}

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  return /^[A-Z][A-Za-z]{0,59}$/.test(error.name) ? error.name : 'Error';
}
