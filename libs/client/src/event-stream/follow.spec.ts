import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../client.js';
import type { StreamOptions } from '../methods.js';
import type { ClientOptions } from '../options.js';
import { json, problem, startStandIn, type Script, type StandIn } from '../testing/stand-in.js';

let server: StandIn | undefined;
afterEach(() => server?.close());

const open = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
};
const tell = (response: ServerResponse, ...sequences: readonly number[]): void => {
  for (const sequence of sequences) response.write(`id: ${sequence}\ndata: {"sequence":${sequence}}\n\n`);
};

async function follow(script: Script, options: Partial<ClientOptions & StreamOptions> = {}, most = Infinity) {
  server = await startStandIn(script);
  const { signal, after, ...settings } = options;
  const client = createClient({ server: server.url, key: 'pal_x', backoffMs: 1, ...settings });
  const seen: number[] = [];
  const given = { ...(signal ? { signal } : {}), ...(after === undefined ? {} : { after }) };
  for await (const { sequence } of client.streamEvents({ project: 'p', audit: 'a' }, given)) {
    seen.push(sequence);
    if (seen.length >= most) break;
  }
  return { seen, lastIds: server.asked.map(({ headers }) => headers['last-event-id']) };
}

describe('a stream of events', () => {
  it('goes on behind the last event after connections that break, are refused or closed by a proxy', async () => {
    const script: Script = (response, count) => {
      if (count === 2) return problem(response, 503, 'not-ready');
      open(response);
      if (count === 0) tell(response, 1, 2);
      if (count === 1) response.write('id: 3\ndata: {"seq'); // half an event
      if (count === 3) tell(response, 3);
      if (count === 4) response.write(': still here\n\n');
      if (count < 2) setTimeout(() => response.destroy(), 20);
      else response.end();
      return undefined;
    };
    expect(await follow(script)).toEqual({ seen: [1, 2, 3], lastIds: [undefined, '2', '2', '2', '3', '3'] });
  });

  it('begins where it is told to', async () => {
    const { lastIds } = await follow(
      (response) => {
        open(response);
        response.end();
      },
      { after: 41 },
    );
    expect(lastIds).toEqual(['41']);
  });

  it('gives up a connection that has fallen silent', async () => {
    const script: Script = (response, count) => {
      open(response);
      if (count === 0) tell(response, 1);
      if (count === 1) tell(response, 2);
      if (count > 0) response.end();
    };
    expect(await follow(script, { silenceMs: 100 })).toMatchObject({ seen: [1, 2], lastIds: [undefined, '1', '2'] });
  });

  it('ends with a problem that will not pass, and with what is no stream', async () => {
    await expect(follow((response) => problem(response, 404, 'not-found'))).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(follow((response) => json(response, {}))).rejects.toThrow('stream of events was expected');
  });

  it('ends with the caller’s reason, and closes the connection when nobody reads on', async () => {
    const stop = new AbortController();
    const hanging: Script = (response, count) => {
      open(response);
      tell(response, count + 1);
      setTimeout(() => stop.abort(new Error('enough')), 20);
    };
    await expect(follow(hanging, { signal: stop.signal })).rejects.toThrow('enough');
    let closed: Promise<void> | undefined;
    const watching: Script = (response) => {
      open(response);
      tell(response, 1);
      closed = new Promise((resolve) => response.on('close', resolve));
    };
    expect(await follow(watching, {}, 1)).toMatchObject({ seen: [1] });
    await closed;
  });
});
