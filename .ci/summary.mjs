// Prints vitest's result as one plain line; a run of no tests, or with skipped tests, fails.
import { readFileSync } from 'node:fs';

const {
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: todo,
  success,
} = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const skipped = pending + todo;
if (skipped > 0) console.log('Skipped tests are not allowed here: mend or delete them.');
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
if (!success || passed === 0 || skipped > 0) process.exitCode = 1;
