/** A model of a published size in a folder: `source` for PyTorch, `checkpoint` for ours. Kept when it is there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PyTorch } from '../contenders/find-pytorch.js';
import type { RealModelName } from '../models/real-models.js';
import { exporterPath, root } from '../root.js';

const writer = fileURLToPath(new URL('../../python/real_model.py', import.meta.url));

/** @throws Error when a step fails; what it said is on standard error */
export async function exportRealModel({ python }: PyTorch, folder: string, name: RealModelName): Promise<void> {
  const [source, checkpoint] = [join(folder, 'source'), join(folder, 'checkpoint')];
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(source, 'tokenizer_config.json'))) await run(python, [writer, name, source]); // written last
  if (!existsSync(checkpoint)) {
    await run(python, ['-m', 'palimpsest_exporter', source, checkpoint, '--no-parity']);
  }
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, PYTHONPATH: exporterPath };
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${args.join(' ')} failed; see above`);
}
