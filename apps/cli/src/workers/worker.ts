/**
 * A child process that runs units, one after the other. onnxruntime blocks the event loop while it computes
 * and can bring its process down, so every model lives in a process of its own: a crash there fails one unit.
 * It ends when the parent does, however the parent ends.
 */
import { UnitRunner } from '@palimpsest/audit';
import { unitPorts } from '../state/sources.js';
import type { FromWorker, ToWorker } from './messages.js';
import { keepModelsOpen } from './model-shelf.js';

const [, , state = ''] = process.argv;
const ports = unitPorts(state);
const runner = new UnitRunner({ ...ports, models: keepModelsOpen(ports.models) });
let running = new AbortController();

process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent decides and sends `cancel`.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

process.on('message', (message: ToWorker) => {
  if (message.kind === 'cancel') running.abort();
  else void run(message).then(send);
});

async function run({ job }: Extract<ToWorker, { kind: 'run' }>): Promise<FromWorker> {
  running = new AbortController();
  const { signal } = running;
  const start = performance.now();
  try {
    const findings = await runner.run(job, { signal, progress: (event) => send({ kind: 'progress', event }) });
    return { kind: 'done', findings, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' };
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message: message.replace(/\.$/, '') }; // it becomes part of a sentence
  }
}

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}
