/**
 * Child process: our side of one case. Says `{"imagesPerPass": …}`, then answers each line of standard input with one run:
 * `{"milliseconds": …, "numbers": {…}}`; at its end it says what memory it had at most.
 *
 *   ours.ts ‹folder› ‹case as JSON›
 */
import { createInterface } from 'node:readline';
import type { BenchCase } from '../bench-cases.js';
import { openSuaWork } from './our-sua-step.js';
import { openTrainingWork } from './our-training-step.js';

export interface OurWork {
  /** Images that go through the network together. */
  readonly imagesPerPass: number;
  /** One run; the numbers it leads to, by name. */
  run(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

const [folder = '', given = '{}'] = process.argv.slice(2);
const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);
const work = await open(JSON.parse(given) as BenchCase);
say({ imagesPerPass: work.imagesPerPass });
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') break;
  const start = performance.now();
  const numbers = await work.run();
  say({ milliseconds: performance.now() - start, numbers });
}
await work.close();
say({ peakMegabytes: process.resourceUsage().maxRSS / 1024 });
process.stdin.destroy();

function open(bench: BenchCase): Promise<OurWork> {
  return bench.work === 'training' ? openTrainingWork(folder, bench) : openSuaWork(folder, bench);
}
