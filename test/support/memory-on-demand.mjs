// Imported by a process under test, which was started with --expose-gc: when its parent asks, it collects its garbage
// and says how much memory is left in use.
process.on('message', (message) => {
  if (message?.kind !== 'memory') return;
  globalThis.gc();
  process.send({ kind: 'memory', usage: process.memoryUsage() });
});
