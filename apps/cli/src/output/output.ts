/**
 * Results: text for people, or one JSON document with `--json`, to standard output or to a file
 * (`--json out.json`). Progress and notes never mix with it.
 */
import { writeFileAtomically } from '../state/atomic-file.js';

/** Value of `--json [file]`: absent, bare, or a path. */
export type JsonOption = boolean | string | undefined;

export async function emit(json: JsonOption, data: unknown, text: () => string): Promise<void> {
  if (typeof json === 'string') {
    await writeFileAtomically(json, `${JSON.stringify(data, null, 2)}\n`);
    process.stdout.write(`${text()}\n`);
  } else if (json) {
    process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  } else {
    process.stdout.write(`${text()}\n`);
  }
}

/** Columns padded to their widest cell, two spaces apart. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
