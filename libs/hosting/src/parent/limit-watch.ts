/** Holds one process to its limits: says once which one it broke, and leaves the ending to others. */
import { watchMemory } from './memory-watch.js';
import { SilenceWatch } from './silence-watch.js';
import type { DeathReason } from './worker-died-error.js';
import type { WorkerLimits } from './worker-entry.js';

/** Seconds between two signs of life, when nobody asks for them more often. */
const usualBeat = 1;

export class LimitWatch {
  /** How often the process has to say that it is alive. */
  readonly beatSeconds: number;
  readonly #silence: SilenceWatch | null = null;
  readonly #endMemoryWatch: (() => void) | null = null;
  #hasSpoken = false;
  #isRunning = false;

  constructor(
    pid: number | undefined,
    { memoryBytes, silentAfterSeconds }: WorkerLimits,
    onBroken: (reason: DeathReason) => void,
  ) {
    this.beatSeconds = Math.min(usualBeat, (silentAfterSeconds ?? Infinity) / 4);
    if (silentAfterSeconds !== undefined) {
      const reason = { kind: 'silence', limitSeconds: silentAfterSeconds } as const;
      this.#silence = new SilenceWatch(silentAfterSeconds, () => onBroken(reason));
    }
    if (pid !== undefined && memoryBytes !== undefined) {
      this.#endMemoryWatch = watchMemory(pid, memoryBytes, (residentBytes) =>
        onBroken({ kind: 'memory-limit', residentBytes, limitBytes: memoryBytes }),
      );
    }
  }

  heard(): void {
    this.#silence?.heard();
    if (!this.#hasSpoken && this.#isRunning) this.#silence?.start();
    this.#hasSpoken = true;
  }

  /** Silence counts while a unit runs; before the first sign of life it is only a slow start. */
  unitStarted(): void {
    this.#isRunning = true;
    if (this.#hasSpoken) this.#silence?.start();
  }

  unitEnded(): void {
    this.#isRunning = false;
    this.#silence?.stop();
  }

  stop(): void {
    this.#endMemoryWatch?.();
    this.#silence?.stop();
  }
}

/** @throws RangeError for a limit that is not above 0 */
export function checkLimits(limits: WorkerLimits): void {
  for (const [name, value] of Object.entries(limits) as [string, number | undefined][]) {
    if (value === undefined || value > 0) continue;
    throw new RangeError(`${name} is ${value}: give a number above 0, or leave it out for no limit`);
  }
}
