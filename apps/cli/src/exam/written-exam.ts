/** What an examination before wrote into the output folder, for one that adds to it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addToExam, type ExamResult } from '@palimpsest/exam';
import { UsageError } from '../failure.js';

/** @throws UsageError when there is none */
export async function writtenExam(folder: string): Promise<ExamResult> {
  const file = join(folder, 'exam.json');
  const problem = `--add: ${file} is no examination that could be added to; leave --add out`;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(problem);
  });
  try {
    const result = JSON.parse(text) as ExamResult;
    if (result.schema === 'palimpsest.exam/1') return result;
  } catch (cause) {
    throw new UsageError(problem, { cause });
  }
  throw new UsageError(problem);
}

/** @throws UsageError when the two do not belong together */
export function added(before: ExamResult, result: ExamResult): ExamResult {
  try {
    return addToExam(before, result);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--add: ${error.message}; name another folder with -o`, { cause: error });
  }
}
