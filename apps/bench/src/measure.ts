/**
 * One group of cases, side by side: every contender of every case is started, then they run in turns, so that
 * whatever else the machine does meets all of them alike.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchCase } from './bench-cases.js';
import { startOurs, startPyTorch } from './contenders/contenders.js';
import type { Contender, Run } from './contenders/contender.js';
import type { PyTorch } from './contenders/find-pytorch.js';

export interface SideResult {
  /** Images that went through the network together. */
  readonly imagesPerPass: number;
  readonly milliseconds: { readonly min: number; readonly median: number };
  /** Of the contender's process, from its start to its end. */
  readonly peakMegabytes: number;
}

export interface CaseResult {
  readonly bench: BenchCase;
  readonly ours: SideResult;
  /** The faster of PyTorch's two manners: all images at once, and as many at a time as ours takes. */
  readonly peer: SideResult | null;
  /** Largest relative difference of a loss or gradient norm: small when both do the same work. */
  readonly disagreement: number | null;
}

interface Side {
  readonly contender: Contender;
  readonly runs: Run[];
}

/** Lets the threads of the contender that ran last go to sleep. */
const pauseMs = 60;

export async function measureGroup(
  folder: string,
  group: readonly BenchCase[],
  pytorch: PyTorch | null,
  progress: (message: string) => void,
): Promise<readonly CaseResult[]> {
  const started: Contender[] = [];
  const start = async (contender: Promise<Contender>): Promise<Side> => {
    const side = { contender: await contender, runs: [] };
    started.push(side.contender);
    return side;
  };
  try {
    const fields: { bench: BenchCase; ours: Side; peers: readonly Side[] }[] = [];
    for (const bench of group) {
      progress(`${bench.name}: starting`);
      const ours = await start(startOurs(folder, bench));
      const peers: Side[] = [];
      for (const imagesPerPass of pytorch ? new Set([bench.images, ours.contender.imagesPerPass]) : []) {
        peers.push(await start(startPyTorch(pytorch as PyTorch, folder, bench, imagesPerPass)));
      }
      fields.push({ bench, ours, peers });
    }
    const rounds = Math.max(...group.map((bench) => bench.rounds));
    for (let round = 0; round <= rounds; round++) {
      for (const { bench, ours, peers } of fields) {
        progress(`${bench.name}: ${round} of ${rounds}`);
        const sides = [ours, ...peers];
        for (const side of round % 2 === 0 ? sides : sides.reverse()) {
          await pause(pauseMs);
          side.runs.push(await side.contender.run());
        }
      }
    }
    const results: CaseResult[] = [];
    for (const { bench, ours, peers } of fields) {
      const disagreement = peers[0] ? Math.max(...peers.map((peer) => largestDifference(ours.runs, peer.runs))) : null;
      const finished: SideResult[] = [];
      for (const peer of peers) finished.push(await finish(peer));
      const [peer = null] = finished.toSorted((a, b) => a.milliseconds.min - b.milliseconds.min);
      results.push({ bench, ours: await finish(ours), peer, disagreement });
    }
    return results;
  } finally {
    for (const contender of started) contender.kill();
  }
}

/** The first run warms up and is not counted. */
async function finish({ contender, runs }: Side): Promise<SideResult> {
  const times = runs.slice(1).map((run) => run.milliseconds);
  const sorted = times.sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
  const milliseconds = { min: sorted[0] ?? Number.NaN, median };
  return { imagesPerPass: contender.imagesPerPass, milliseconds, peakMegabytes: await contender.stop() };
}

/** NaN when a number is missing on one side. */
function largestDifference(ours: readonly Run[], peer: readonly Run[]): number {
  const differences = ours.flatMap(({ numbers }, at) =>
    Object.entries(peer[at]?.numbers ?? {}).map(([name, theirs]) => {
      const own = numbers[name] ?? Number.NaN;
      return Math.abs(own - theirs) / Math.max(Math.abs(theirs), 1e-12);
    }),
  );
  return Math.max(...differences);
}
