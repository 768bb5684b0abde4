/** `npm run load`: how the API answers when there is much in it, and whether its memory stays flat. */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { rowOf, runLoad } from './run-load.js';

const usage = `npm run load -- [options]

Fills an embedded database with copies of a real audit, then asks the API for its pages, watches one audit with many
clients, runs a batch with one worker and with two, and soaks. Everything listens on 127.0.0.1 and is gone afterwards.

  --audits N          at least so many (1000)
  --findings N        at least so many in all (100000)
  --rounds N          requests per kind of page (200)
  --clients N         that watch one audit (200)
  --speedup-rounds N  0 for none (3)
  --soak-minutes N    0 for none (10)
  --seed N            of the soak's requests (1)
  --json FILE         also write the figures there
  --help

Ends with 1 when a page's p95 is above 150 ms, an event is missed, memory grows, or two workers are not 1.7 times one.
`;

const { values } = parseArgs({
  options: {
    audits: { type: 'string', default: '1000' },
    findings: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '200' },
    clients: { type: 'string', default: '200' },
    'speedup-rounds': { type: 'string', default: '3' },
    'soak-minutes': { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(usage);
else {
  const loadBefore = loadavg()[0];
  const { pages, problems, ...figures } = await runLoad({
    audits: numberOf('audits', values.audits),
    findings: numberOf('findings', values.findings),
    rounds: numberOf('rounds', values.rounds),
    clients: numberOf('clients', values.clients),
    speedupRounds: numberOf('speedup-rounds', values['speedup-rounds']),
    soakMinutes: numberOf('soak-minutes', values['soak-minutes']),
    seed: numberOf('seed', values.seed),
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  const machineLoad = { before: loadBefore, after: loadavg()[0] };
  const all = { ...figures, pages, machineLoad, problems };
  if (values.json) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
  const text = Object.entries({ ...figures, machineLoad }).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  process.stdout.write(`${[...pages.map(rowOf), ...text, ...problems].join('\n')}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

function numberOf(name: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new Error(`--${name} is ${text}; give a number`);
}
