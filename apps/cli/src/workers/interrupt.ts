/** Ctrl-C: the first asks to stop between two steps, the second ends everything at once. */
import { exitCodeOf, InterruptedError } from '../failure.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Work that stops at any moment and can be gone on with.
 *
 * @param left what stays of it, and how it goes on
 * @throws InterruptedError when it was stopped
 */
export function stoppable<T>(left: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return interruptible(
    () => {},
    (signal) =>
      work(signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
        throw new InterruptedError(left);
      }),
  );
}

/** @param onFirst tells people what happens now */
export async function interruptible<T>(onFirst: () => void, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(exitCodeOf(new InterruptedError()));
    controller.abort();
    onFirst();
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}
