/** Ctrl-C: the first asks to stop between two steps, the second ends everything at once. */
import { exitCodeOf, InterruptedError } from '../failure.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

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
