/** Work that comes round again: one turn at a time, and a turn that fails stops none of the next. */
export function nowAndThen(
  seconds: number,
  work: () => Promise<unknown>,
  onFailure: (error: Error) => void,
): { stop(): void } {
  let isAtWork = false;
  const timer = setInterval(() => {
    if (isAtWork) return; // a database that is slow or away is not asked twice at a time
    isAtWork = true;
    work()
      .catch(onFailure)
      .finally(() => (isAtWork = false));
  }, seconds * 1000);
  return { stop: () => clearInterval(timer) };
}
