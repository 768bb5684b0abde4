/** From lines to items that fit together. Whatever is wrong is said by row, never by name, answer or path. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidInputError, parseStrict, type InputProblem } from '@palimpsest/contracts';
import { item, type Item } from '../item.js';
import { DatasetError } from './dataset-error.js';
import { readLines, type Line } from './read-lines.js';

export interface ItemRow {
  readonly row: number;
  readonly item: Item;
}

export interface ItemsFile {
  /** Its name, without the folders it lies in. */
  readonly file: string;
  readonly rows: readonly ItemRow[];
  /** Of the file's bytes. */
  readonly sha256: string;
}

/** Below the longest string of the engine, which writes them again. */
export const mostItemBytes = 256 * 1024 * 1024;

/** @throws DatasetError as {@link itemsOf}, and for a file that is not there or too large */
export async function readItems(path: string): Promise<ItemsFile> {
  const file = basename(path);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new DatasetError(file, null, 'is missing or no file; give one canonical item per line');
  if (found.size > mostItemBytes)
    throw new DatasetError(file, null, `has ${found.size} bytes; at most ${mostItemBytes} are read`);
  return itemsOf(file, createReadStream(path));
}

/**
 * @param file its name, for errors
 * @throws DatasetError for the first row that is no item or contradicts an earlier one
 */
export async function itemsOf(
  file: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<ItemsFile> {
  const hash = createHash('sha256');
  const rows: ItemRow[] = [];
  for await (const line of readLines(file, content, (bytes) => hash.update(bytes))) {
    rows.push({ row: line.row, item: parseItem(line, file) });
  }
  if (rows.length === 0) throw new DatasetError(file, null, 'holds no items; give one canonical item per line');
  refuseRepeatedIds(rows, file);
  refuseSubjectsInTwoSplits(rows, file);
  return { file, rows, sha256: hash.digest('hex') };
}

function parseItem({ row, text }: Line, file: string): Item {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the line, which may be about a person.
    throw new DatasetError(file, row, 'is not JSON; give one canonical item per line');
  }
  try {
    return parseStrict(item, value, file);
  } catch (error) {
    if (error instanceof InvalidInputError) throw new DatasetError(file, row, explain(error.problems));
    throw error;
  }
}

/** The problem that explains most: a misspelt field before the field that is missing because of it. */
function explain(problems: readonly InputProblem[]): string {
  const [first] = [...problems].sort((a, b) => rank(a) - rank(b));
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `${first ? spell(first) : 'is no item'}${more}`;
}

const isUnknownKey = ({ message }: InputProblem): boolean => message.startsWith('unknown key');
const rank = (problem: InputProblem): number => (problem.nearest ? 0 : isUnknownKey(problem) ? 1 : 2);

/** A key that does not look like a field name may be somebody's name: it is not repeated. */
function spell(problem: InputProblem): string {
  const { path, message } = problem;
  if (!isUnknownKey(problem)) return `${path || 'the line'}: ${message}`;
  if (/^unknown key "[a-z][A-Za-z0-9_]{0,39}"/.test(message)) return message;
  return message.replace(/^unknown key ".*?"(?=; known keys|; did you|$)/s, 'a key that is no field');
}

function refuseRepeatedIds(rows: readonly ItemRow[], file: string): void {
  const first = new Map<string, number>();
  for (const { row, item } of rows) {
    const known = first.get(item.id);
    if (known !== undefined)
      throw new DatasetError(file, row, `has the id of row ${known}; give every item an id of its own`);
    first.set(item.id, row);
  }
}

/** Splits that must not share a subject: forgetting is measured on one against the other. */
const separate: readonly string[] = ['forget', 'retain', 'holdout'] satisfies readonly Item['split'][];

function refuseSubjectsInTwoSplits(rows: readonly ItemRow[], file: string): void {
  const first = new Map<string, ItemRow>();
  for (const current of rows.filter(({ item }) => separate.includes(item.split))) {
    const known = first.get(current.item.subjectId);
    if (known && known.item.split !== current.item.split)
      throw new DatasetError(
        file,
        current.row,
        `puts the subject of row ${known.row} (${known.item.split}) in ${current.item.split}; a subject belongs to one split`,
      );
    first.set(current.item.subjectId, known ?? current);
  }
}
