/** The orderly end of a process: on SIGTERM, SIGINT, or when the parent that started it is gone. */

/** @param stop runs once; a second signal ends the process at once */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  process.once('disconnect', () => {
    if (!stopping) end();
  });
}
