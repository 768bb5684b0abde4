/**
 * Counts onnxruntime sessions and looks for files that sessions leave behind, so that a spec can say that nothing
 * stays open.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { vi } from 'vitest';

export interface SessionCount {
  readonly opened: number;
  readonly closed: number;
  /** Folders that sessions of graphs with weights on disk have made and not removed. */
  readonly folders: number;
}

export interface SessionCounter {
  /** Since the counter was made or reset. */
  count(): Promise<SessionCount>;
  reset(): void;
  stop(): Promise<void>;
}

export async function countSessions(): Promise<SessionCounter> {
  const systemsOwn = process.env['TMPDIR'];
  const temporary = await mkdtemp(join(tmpdir(), 'sessions-'));
  process.env['TMPDIR'] = temporary;
  const create = vi.spyOn(InferenceSession, 'create');
  const { prototype } = InferenceSession as unknown as { readonly prototype: InferenceSession };
  const release = vi.spyOn(prototype, 'release');
  return {
    count: async () => ({
      opened: create.mock.settledResults.filter(({ type }) => type === 'fulfilled').length,
      closed: release.mock.calls.length,
      folders: (await readdir(temporary)).filter((name) => name.startsWith('palimpsest-model-')).length,
    }),
    reset: () => {
      create.mockClear();
      release.mockClear();
    },
    stop: async () => {
      create.mockRestore();
      release.mockRestore();
      if (systemsOwn === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = systemsOwn;
      await rm(temporary, { recursive: true });
    },
  };
}
