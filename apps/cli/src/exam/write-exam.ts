/** exam.json and exam.md; what people wrote about the results in exam-notes.md goes into the page. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examPage, type ExamResult } from '@palimpsest/exam';
import { writeFileAtomically } from '../state/atomic-file.js';

/** @returns the page's path */
export async function writeExam(result: ExamResult, folder: string): Promise<string> {
  const notes = await readFile(join(folder, 'exam-notes.md'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const page = join(folder, 'exam.md');
  await writeFileAtomically(join(folder, 'exam.json'), `${JSON.stringify(result, null, 2)}\n`);
  await writeFileAtomically(page, examPage(result, notes));
  return page;
}
