/**
 * `--json` is a switch that may be followed by a file. Commander would take whatever follows it for that file,
 * so `audit show --json demo-1` would lose its operand: only a name that ends in `.json` counts.
 */

export const jsonFlags = '--json [file]';

/** Value of `--json [file]`: absent, bare, or a path. */
export type JsonOption = string | true | undefined;

const toStandardOutput = '-';

/** Arguments with a bare `--json` made explicit. */
export function spellOutJson(argv: readonly string[]): string[] {
  return argv.map((argument, index) => {
    const next = argv[index + 1];
    const isBare = argument === '--json' && !(next?.endsWith('.json') ?? false);
    return isBare ? `--json=${toStandardOutput}` : argument;
  });
}

/** The file to write; null for standard output. */
export function jsonFile(option: JsonOption): string | null {
  return option === undefined || option === true || option === toStandardOutput ? null : option;
}
