/** What a worker is told by its environment. */
import { availableParallelism, hostname } from 'node:os';
import { capabilities } from '@palimpsest/contracts';
import { z } from 'zod';

const list = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(capabilities)).min(1));

const environment = z.object({
  PALIMPSEST_WORKER_PROCESSES: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  PALIMPSEST_WORKER_CAPABILITIES: list.default(['cpu']),
  PALIMPSEST_WORKER_MEMORY: z.coerce.number().int().positive().optional(),
  PALIMPSEST_WORKER_LEASE_SECONDS: z.coerce.number().min(1).max(3600).default(30),
  PALIMPSEST_WORKER_DRAIN_SECONDS: z.coerce.number().min(0).max(3600).default(30),
  PALIMPSEST_WORKER_SWEEP_SECONDS: z.coerce.number().min(1).max(3600).default(10),
});

export interface WorkerSettings {
  /** Unique among all workers. */
  readonly name: string;
  readonly processes: number;
  readonly capabilities: readonly (typeof capabilities)[number][];
  /** Most resident bytes of a child process; null for no limit. */
  readonly memoryBytes: number | null;
  /** A killed worker's steps are taken up by another one after this, at most twice that. */
  readonly leaseSeconds: number;
  readonly drainSeconds: number;
  /** Between two looks at what was forgotten. */
  readonly sweepSeconds: number;
}

/** @throws ZodError naming the variable */
export function workerSettings(given: Readonly<Record<string, string | undefined>>): WorkerSettings {
  const read = environment.parse(given);
  return {
    name: `${hostname()}/${process.pid}`,
    processes: read.PALIMPSEST_WORKER_PROCESSES,
    capabilities: read.PALIMPSEST_WORKER_CAPABILITIES,
    memoryBytes: read.PALIMPSEST_WORKER_MEMORY ?? null,
    leaseSeconds: read.PALIMPSEST_WORKER_LEASE_SECONDS,
    drainSeconds: read.PALIMPSEST_WORKER_DRAIN_SECONDS,
    sweepSeconds: read.PALIMPSEST_WORKER_SWEEP_SECONDS,
  };
}
