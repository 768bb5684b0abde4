/** `npm run fuzz`: opens damaged copies of the shipped checkpoints. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkpoints } from './checkpoints.js';
import { runFuzz } from './run-fuzz.js';

const usage = `npm run fuzz -- [options]

Damages files of the shipped checkpoints at random and opens the result, as \`palimpsest doctor\` does, in processes that
are watched. Every one must open, or be refused with an error that was foreseen, in bounded time and memory.

  --mutations N   (10000)
  --seed TEXT     of the damages (1)
  --processes N   (2)
  --seconds N     longest time for one (20)
  --megabytes N   most memory of a process (1500)
  --json FILE     also write the figures and every defect there
  --help

Ends with 1 when a process died, did not answer, grew too large, or gave an error that nobody foresaw.
`;

const { values } = parseArgs({
  options: {
    mutations: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '20' },
    megabytes: { type: 'string', default: '1500' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(usage);
else {
  const begun = Date.now();
  let told = 0;
  const result = await runFuzz(checkpoints(), {
    mutations: Number(values.mutations),
    seed: values.seed,
    processes: Number(values.processes),
    seconds: Number(values.seconds),
    residentBytes: Number(values.megabytes) * 1e6,
    onProgress(done, defects) {
      if (Date.now() - told < 10_000) return;
      told = Date.now();
      const left = ((Date.now() - begun) / done) * (Number(values.mutations) - done);
      process.stderr.write(`${done} of ${values.mutations}, ${defects} defects, ${Math.round(left / 1000)} s left\n`);
    },
  });
  const { defects, ...figures } = result;
  for (const { task, what } of defects.slice(0, 20)) process.stdout.write(`${task.seed} ${task.file}: ${what}\n`);
  process.stdout.write(`${JSON.stringify({ ...figures, defects: defects.length })}\n`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  process.exitCode = defects.length === 0 ? 0 : 1;
}
