/**
 * The life of a worker process: it opens its ports once, then runs units, one after the other. onnxruntime blocks
 * the event loop while it computes and can bring its process down, so every model lives in a process of its own:
 * a crash there fails one unit. It ends when its parent does, however the parent ends.
 */
import { UnitRunner, type Clock, type UnitJob, type UnitPorts } from '@palimpsest/audit';
import type { FromWorker, ToWorker } from '../messages.js';
import { keepModelsOpen } from './model-shelf.js';

/** Ports that may have something to let go of before the process ends, like a database connection. */
export interface HostedPorts extends UnitPorts {
  close?(): Promise<void>;
}

/**
 * Called by the module that a `WorkerEntry` names, and by nothing else.
 * @param openPorts is given the entry's settings as they came through JSON, and checks them
 * @throws Error in a process that was not started by `WorkerProcess`
 */
export function serveUnits(
  openPorts: (settings: unknown) => HostedPorts | Promise<HostedPorts>,
  { clock }: { readonly clock: Clock },
): void {
  if (!process.send) throw new Error('serveUnits has no parent to serve: start this module with WorkerProcess');
  let bench: Promise<Bench> | undefined;
  let running = new AbortController();

  process.on('disconnect', () => process.exit(0));
  // Ctrl-C reaches the whole process group; the parent decides and sends `cancel`.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

  process.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'open':
        beat(message.beatSeconds);
        bench = openBench(openPorts, message.settings);
        bench.catch((error: unknown) =>
          send({ kind: 'unusable', message: sentencePart(error) }, () => process.exit(1)),
        );
        break;
      case 'run':
        running = new AbortController();
        void bench?.then(({ runner }) => runJob(runner, message.job, running.signal, clock)).then(send, () => {});
        break;
      case 'cancel':
        running.abort();
        break;
      case 'leave':
        void bench?.then((opened) => opened.close()).finally(() => process.exit(0));
        break;
    }
  });
}

interface Bench {
  readonly runner: UnitRunner;
  close(): Promise<void>;
}

async function openBench(openPorts: (settings: unknown) => HostedPorts | Promise<HostedPorts>, settings: unknown) {
  const ports = await openPorts(settings);
  const runner = new UnitRunner({ ...ports, models: keepModelsOpen(ports.models) });
  return { runner, close: async () => ports.close?.() };
}

async function runJob(runner: UnitRunner, job: UnitJob, signal: AbortSignal, clock: Clock): Promise<FromWorker> {
  const start = clock.now();
  try {
    const findings = await runner.run(job, { signal, progress: (event) => send({ kind: 'progress', event }) });
    return { kind: 'done', findings, seconds: (clock.now() - start) / 1000 };
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' };
    return { kind: 'failed', error: error instanceof Error ? error.name : 'Error', message: sentencePart(error) };
  }
}

/** Now, and then as often as the event loop allows. */
function beat(seconds: number): void {
  send({ kind: 'alive' });
  setInterval(() => send({ kind: 'alive' }), seconds * 1000);
}

const sentencePart = (error: unknown) => (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

function send(message: FromWorker, sent: () => void = () => {}): void {
  if (process.connected) process.send?.(message, undefined, undefined, sent);
  else sent();
}
