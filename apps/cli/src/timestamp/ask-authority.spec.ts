/** Authorities that answer, and that do anything else. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readCertificates, testAuthority, verifyTimeStamp, type TestAuthority } from '@palimpsest/evidence';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askAuthority } from './ask-authority.js';

const digest = 'ab'.repeat(32);
let authority: TestAuthority;
beforeAll(async () => {
  authority = await testAuthority();
});

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(answer: RequestListener): Promise<URL> {
  const own = createServer(answer);
  server = own;
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(own.address() as AddressInfo).port}/tsr`);
}

const stamping =
  (faults: Parameters<TestAuthority['answer']>[1] = {}): RequestListener =>
  async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isQuery = request.method === 'POST' && request.headers['content-type'] === 'application/timestamp-query';
    response.statusCode = isQuery ? 200 : 400;
    response.end(await authority.answer(new Uint8Array(Buffer.concat(chunks)), faults));
  };

describe('an authority', () => {
  it('is sent a query and gives a stamp that holds', async () => {
    const stamp = await askAuthority(await listen(stamping()), digest);
    const roots = readCertificates(authority.root);
    expect(await verifyTimeStamp(stamp, { digest, roots })).toMatchObject({ trusted: true });
  });

  it('is sent another nonce every time', async () => {
    const url = await listen(stamping());
    expect(await askAuthority(url, digest)).not.toEqual(await askAuthority(url, digest));
  });

  const cases: readonly (readonly [string, RequestListener, RegExp])[] = [
    ['refuses', stamping({ status: 2, withoutToken: true }), /the authority refused/],
    ['repeats an old answer', stamping({ nonce: new Uint8Array(8).fill(1) }), /the nonce differs/],
    ['stamps something else', stamping({ digest: new Uint8Array(32) }), /stamps something else/],
    ['answers with a page', (_, response) => response.end('<h1>hello</h1>'), /no time-stamp response/],
    ['fails', (_, response) => response.writeHead(503).end(), /answered with status 503/],
    ['sends elsewhere', (_, response) => response.writeHead(302, { location: 'http://192.0.2.1/' }).end(), /elsewhere/],
    ['says too much', (_, response) => response.end(Buffer.alloc(300_000)), /more than 262144 bytes/],
    ['never answers', () => {}, /took longer than 0\.3 s/],
    ['stops in the middle', (_, response) => response.write('0'), /took longer than 0\.3 s/],
    ['hangs up', (request) => request.socket.destroy(), /cannot be reached/],
  ];
  it.each(cases)('that %s gives none, and the message says why', async (_, answer, says) => {
    const patienceMs = says.source.startsWith('took longer') ? 300 : 20_000;
    await expect(askAuthority(await listen(answer), digest, patienceMs)).rejects.toThrow(says);
  });
});
