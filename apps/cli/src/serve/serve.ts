/** The server of `palimpsest serve`: up, ready, and there until it is stopped or its demo is over. */
import { once } from 'node:events';
import type { Invocation } from '../commands/invocation.js';
import type { ServeOptions } from '../commands/serve.js';
import { InterruptedError } from '../failure.js';
import { LocalServer } from './local-server.js';
import { readyText, tellReady } from './ready-text.js';
import { serverSettings } from './settings.js';
import { untilStopped } from './until-stopped.js';

export function serve(invocation: Invocation<ServeOptions>): Promise<number> {
  const { options, progress } = invocation;
  const tell = (line: string): void => progress.note(line);
  const server = new LocalServer(serverSettings(options), tell);
  return untilStopped(server, tell, async (signal) => {
    const ready = await Promise.race([server.start(), aborted(signal)]);
    if (ready === null) throw new InterruptedError('before the server was ready');
    if (!options.demo) {
      tellReady(ready, options.json);
      await aborted(signal);
      return 0;
    }
    process.stderr.write(readyText(ready)); // the result is the demo's
    const { demoOverHttp } = await import('./demo/demo-over-http.js');
    const code = await demoOverHttp(ready, invocation, signal);
    if (options.keep) await aborted(signal);
    return code;
  });
}

async function aborted(signal: AbortSignal): Promise<null> {
  if (!signal.aborted) await once(signal, 'abort');
  return null;
}
