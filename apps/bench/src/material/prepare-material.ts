/** Runs prepare.ts for one model. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BenchCase } from '../bench-cases.js';
import { tsx } from '../contenders/contenders.js';
import { root } from '../root.js';

export async function prepareMaterial(
  folder: string,
  model: BenchCase['model'],
  cases: readonly BenchCase[],
): Promise<void> {
  const script = fileURLToPath(new URL('./prepare.ts', import.meta.url));
  const child = spawn(process.execPath, [...tsx, script, folder, model, JSON.stringify(cases)], {
    cwd: root,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${model}: its weights could not be written; see above`);
}
