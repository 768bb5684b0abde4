/** The Python that has PyTorch, when there is one: PALIMPSEST_PYTHON, else python3. */
import { spawnSync } from 'node:child_process';

export interface PyTorch {
  readonly python: string;
  readonly version: string;
}

export function findPyTorch(): PyTorch | null {
  const python = process.env['PALIMPSEST_PYTHON'] ?? 'python3';
  const { status, stdout } = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  return status === 0 ? { python, version: stdout.trim() } : null;
}
