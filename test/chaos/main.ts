/** `npm run chaos`: kills everything at random while audits run, and says whether they noticed. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ProfileName } from '../support/cluster.js';
import { runChaos, type ChaosReport } from './run-chaos.js';

const usage = `npm run chaos -- [options]

Runs audits of the reference zoo while the database, the queue, the API and the workers are killed with SIGKILL at
random, and compares every audit with an undisturbed run. Everything listens on 127.0.0.1 and is gone afterwards.

  --audits N          audits (50)
  --kills N           kills of each kind of process (20)
  --seed N            of plans and kills (1)
  --profile NAME      embedded: the queue is in PostgreSQL; cluster: in a Redis with an append-only file;
                      forgetful: in a Redis that loses everything with each kill (embedded)
  --gap-seconds N     mean time from a start to the next kill of the same kind (12)
  --patience-seconds N  after the last kill (300)
  --json FILE         also write the figures there
  --help

Ends with 1 when anything differs.
`;

const { values } = parseArgs({
  options: {
    audits: { type: 'string', default: '50' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    profile: { type: 'string', default: 'embedded' },
    'gap-seconds': { type: 'string', default: '12' },
    'patience-seconds': { type: 'string', default: '300' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

if (values.help) process.stdout.write(usage);
else {
  const report = await runChaos({
    audits: wholeNumber('audits', values.audits),
    kills: wholeNumber('kills', values.kills),
    seed: wholeNumber('seed', values.seed),
    profile: profileOf(values.profile),
    gapSeconds: wholeNumber('gap-seconds', values['gap-seconds']),
    patienceSeconds: wholeNumber('patience-seconds', values['patience-seconds']),
    tell,
  });
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(table(report));
  process.exitCode = report.problems.length === 0 ? 0 : 1;
}

function table({ problems, ...figures }: ChaosReport): string {
  const lines = Object.entries(figures).map(([name, value]) => {
    const text =
      typeof value === 'object' ? JSON.stringify(value) : typeof value === 'number' ? +value.toFixed(1) : value;
    return `${name.padEnd(18)} ${text}`;
  });
  const verdict = problems.length === 0 ? ['nothing differs from the undisturbed run'] : problems;
  return `${[...lines, ...verdict].join('\n')}\n`;
}

function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${name} is ${text}; give a whole number`);
}

function profileOf(text: string): ProfileName {
  if (text === 'embedded' || text === 'cluster' || text === 'forgetful') return text;
  throw new Error(`--profile is ${text}; give embedded, cluster or forgetful`);
}
