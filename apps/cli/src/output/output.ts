/**
 * Results: text for people, or one JSON document with `--json`, to standard output or to a file
 * (`--json out.json`, which prints the text as well). Progress and notes never mix with it.
 */
import { stripVTControlCharacters } from 'node:util';
import { writeFileAtomically } from '../state/atomic-file.js';
import { jsonFile, type JsonOption } from './json-option.js';

export async function emit(json: JsonOption, data: unknown, text: () => string): Promise<void> {
  const document = `${JSON.stringify(data, null, 2)}\n`;
  const file = jsonFile(json);
  if (file !== null) await writeFileAtomically(file, document);
  process.stdout.write(json !== undefined && file === null ? document : `${text()}\n`);
}

/** Columns padded to their widest cell, two spaces apart; colours take no room. */
export function columns(rows: readonly (readonly string[])[]): string {
  const lengthOf = (cell: string | undefined) => stripVTControlCharacters(cell ?? '').length;
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column]))));
  const pad = (cell: string, column: number) => cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell));
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
