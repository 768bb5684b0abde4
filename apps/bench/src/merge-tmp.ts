import { readFileSync } from 'node:fs';
import { addToExam } from '@palimpsest/exam';
import { writeExam } from '../../cli/src/exam/write-exam.js';
const read = (f: string) => JSON.parse(readFileSync(f, 'utf8'));
let whole = read('docs/exam.json');
for (const f of process.argv.slice(2)) whole = addToExam(whole, read(`${f}/exam.json`));
console.log(await writeExam(whole, 'docs'));
