/** How each side of a case is started. */
import { fileURLToPath } from 'node:url';
import type { BenchCase } from '../bench-cases.js';
import { exporterPath } from '../root.js';
import { threads } from '../threads.js';
import { startContender, type Contender } from './contender.js';
import type { PyTorch } from './find-pytorch.js';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export function startOurs(folder: string, bench: BenchCase): Promise<Contender> {
  return startContender(process.execPath, [...tsx, path('./ours.ts'), folder, JSON.stringify(bench)]);
}

export function startPyTorch(
  { python }: PyTorch,
  folder: string,
  bench: BenchCase,
  imagesPerPass: number,
): Promise<Contender> {
  const feeds = bench.name.replaceAll('/', '_');
  const args = [folder, feeds, bench.work, bench.questionsPerImage, imagesPerPass, threads].map(String);
  return startContender(python, [path('../../python/peer.py'), ...args], { PYTHONPATH: exporterPath });
}

/** Flags under which Node understands TypeScript and leaves libraries alone. */
export const tsx: readonly string[] = ['--import', 'tsx', '--import', path('./plain-libraries.mjs')];
