/** Signals of a server: the first ends it in good order, the second at once. Nothing is left running either way. */
import { exitCodeOf, InterruptedError } from '../failure.js';
import type { LocalServer } from './local-server.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * @param tell one line for people
 * @param work gives the exit code; its signal is the wish to end
 */
export async function untilStopped(
  server: LocalServer,
  tell: (line: string) => void,
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const [asked, hurried] = [new AbortController(), new AbortController()];
  const onSignal = (): void => {
    if (hurried.signal.aborted) process.exit(exitCodeOf(new InterruptedError()));
    if (asked.signal.aborted) {
      hurried.abort();
      server.kill();
      return;
    }
    asked.abort();
    tell('Stopping: steps that run are finished, or stop at their next save. Once more ends it at once.');
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    const code = await work(asked.signal);
    await server.stop();
    return hurried.signal.aborted ? exitCodeOf(new InterruptedError()) : code;
  } finally {
    await server.stop();
    for (const signal of signals) process.off(signal, onSignal);
  }
}
