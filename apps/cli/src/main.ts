/** Entry of the command line: parses, runs, turns whatever is thrown into one line and an exit code. */
import { describeFailure, exitCodeOf } from './failure.js';
import { spellOutJson } from './output/json-option.js';
import { createProgram } from './program.js';

process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code === 'EPIPE') process.exit(); // whoever was reading has seen enough
  throw failure;
});

const program = createProgram();
try {
  await program.parseAsync(spellOutJson(process.argv));
} catch (failure) {
  process.stderr.write(`${describeFailure(failure, process.argv.includes('--verbose'))}\n`);
  process.exitCode = exitCodeOf(failure);
}
