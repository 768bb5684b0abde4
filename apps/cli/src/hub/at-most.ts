/** Works on several things at a time; the first failure stops the others and is what is told. */
export async function atMost<T>(
  count: number,
  things: readonly T[],
  stop: AbortSignal,
  work: (thing: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([stop, failed.signal]);
  const left = [...things];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined && !signal.aborted; next = left.shift()) {
      await work(next, signal).catch((error: unknown) => {
        failures.push(error);
        failed.abort();
      });
    }
  };
  await Promise.all(Array.from({ length: count }, worker));
  stop.throwIfAborted();
  if (failures.length > 0) throw failures[0];
}
