import { createHash } from 'node:crypto';
import { createClient, ProblemError, UnreachableError } from '@palimpsest/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../../../../libs/client/src/testing/stand-in.js';
import type { Sending, UploadIds } from '../state/upload-ids.js';
import type { Connection } from './connect.js';
import { sendFile, type ByteRange, type FileToSend, type SendingOptions } from './send-file.js';
import { UploadServer, type Trouble } from './testing/upload-server.js';

const content = '0123456789';
const ranges: ByteRange[] = [];
const file: FileToSend = {
  ...{ name: 'weights', bytes: content.length },
  sha256: createHash('sha256').update(content).digest('hex'),
  read(range) {
    ranges.push(range);
    return Promise.resolve(new TextEncoder().encode(content.slice(range.start, range.end)));
  },
};

function memoryIds(): UploadIds & { readonly known: Map<string, string> } {
  const known = new Map<string, string>();
  const key = ({ server, project, sha256 }: Sending) => JSON.stringify([server, project, sha256]);
  return {
    known,
    find: (sending) => Promise.resolve(known.get(key(sending)) ?? null),
    keep: (sending, upload) => Promise.resolve(void known.set(key(sending), upload)),
    forget: (sending) => Promise.resolve(void known.delete(key(sending))),
  };
}

let server: UploadServer;
let connection: Connection;
let ids: ReturnType<typeof memoryIds>;
let arrived: string[];
beforeEach(async () => {
  server = new UploadServer();
  const url = await server.start();
  const client = createClient({ server: url, key: 'pal_0123456789abcdef_secret', backoffMs: 1, retries: 1 });
  connection = { client, server: url, project: 'acme', argument: '' };
  ids = memoryIds();
  arrived = [];
  ranges.length = 0;
});
afterEach(() => server.close());

const send = (options: Partial<SendingOptions> = {}, sent = file) =>
  sendFile(connection, sent, {
    ids,
    signal: new AbortController().signal,
    onArrived: (bytes, isNew) => arrived.push(`${isNew ? 'now' : 'before'} ${bytes}`),
    ...{ pieceBytes: 4, patience: { failures: 3, waitMs: 1 } },
    ...options,
  });

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

const broken: Trouble = (response) => {
  response.destroy();
  return 'answered';
};
/** Half of the piece arrives, then the connection breaks. */
const brokenHalfWay: Trouble = (response, asked, at) => {
  at.keep('upload-0', asked.body.slice(0, asked.body.length / 2));
  return broken(response, asked, at);
};
const told =
  (status: number, kind: string, headers: object = {}): Trouble =>
  (response) => {
    problem(response, status, kind, headers);
    return 'answered';
  };

describe('sendFile', () => {
  it('sends a file in pieces, in order, and has its digest checked', async () => {
    await send();
    expect(server.log).toEqual(['create', 'read', 'append 0-4', 'append 4-8', 'append 8-10', 'finish']);
    expect(server.uploads.get('upload-0')).toMatchObject({ content, done: file.sha256 });
    expect(arrived).toEqual(['before 0', 'now 4', 'now 8', 'now 10']);
    expect(Math.max(...ranges.map(({ start, end }) => end - start))).toBe(4);
  });

  it('sends an empty file', async () => {
    await send({}, { ...file, bytes: 0, sha256: createHash('sha256').digest('hex') });
    expect(server.log).toEqual(['create', 'read', 'finish']);
  });

  it('goes on where an interrupted command was', async () => {
    const stop = new AbortController();
    const stopping = send({ signal: stop.signal, onArrived: (bytes) => bytes === 4 && stop.abort() });
    expect(await failureOf(stopping)).toMatchObject({ name: 'AbortError' });
    const before = server.log.length;
    await send();
    expect(server.log.slice(before)).toEqual(['read', 'append 4-8', 'append 8-10', 'finish']);
    expect(arrived).toEqual(['before 4', 'now 8', 'now 10']);
  });

  it('does not send again what has arrived', async () => {
    await send();
    const before = server.log.length;
    await send();
    expect(server.log.slice(before)).toEqual(['read', 'finish']);
  });

  it('goes on behind what arrived before a connection broke', async () => {
    server.troubles.append.push(brokenHalfWay);
    await send();
    expect(server.log.slice(2)).toEqual([
      ...['append 0-4', 'append 0-4', 'read'], // the client repeats; the server has half of it already
      ...['append 2-6', 'append 6-10', 'finish'],
    ]);
    expect(server.uploads.get('upload-0')?.content).toBe(content);
    expect(arrived).toEqual(['before 0', 'now 2', 'now 6', 'now 10']);
  });

  it('asks where to go on after a conflict', async () => {
    server.troubles.append.push((_, { body }) => void server.keep('upload-0', body)); // somebody else was faster
    await send();
    expect(server.log.slice(2)).toEqual(['append 0-4', 'read', 'append 4-8', 'append 8-10', 'finish']);
  });

  it('starts anew when an upload has expired, also in the middle', async () => {
    const fine: Trouble = () => undefined;
    server.troubles.append.push(fine, () => void server.uploads.delete('upload-0'));
    await send();
    server.uploads.clear();
    await send();
    expect(server.log.filter((line) => line === 'create')).toHaveLength(3);
    expect([...server.uploads.values()]).toMatchObject([{ content, done: file.sha256 }]);
  });

  it('waits for a server that is away, and takes its time as long as it gets further', async () => {
    server.troubles.create.push(broken, broken);
    const away = told(503, 'not-ready', { 'retry-after': '0' });
    server.troubles.append.push(
      away,
      away,
      () => undefined,
      broken,
      broken,
      () => undefined,
      away,
      away,
    );
    server.troubles.finish.push(broken, broken);
    await send();
    expect(server.uploads.get('upload-0')).toMatchObject({ content, done: file.sha256 });
  });

  it('gives up when it gets no further', async () => {
    server.troubles.append.push(...Array<Trouble>(20).fill(broken));
    const error = await failureOf(send());
    expect(error).toBeInstanceOf(UnreachableError);
    expect(server.log.filter((line) => line === 'append 0-4')).toHaveLength(6); // three tries, two requests each
  });

  it('gives up when uploads vanish as soon as they are begun', async () => {
    server.troubles.read.push(...Array<Trouble>(20).fill(told(404, 'not-found')));
    expect(await failureOf(send())).toMatchObject({ name: 'UploadGoneError' });
    expect([server.uploads.size, ids.known.size]).toEqual([3, 0]);
  });

  it('does not wait for a storage that the server does not have, nor for a project that is not there', async () => {
    server.troubles.create.push(told(503, 'not-ready'), told(404, 'not-found'));
    const error = await failureOf(send());
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ kind: 'not-ready', detail: 'about not-ready' });
    expect(await failureOf(send())).toMatchObject({ kind: 'not-found' });
    expect(server.log).toEqual(['create', 'create']);
  });

  it('says so when other bytes arrived than were announced, and begins anew the next time', async () => {
    const changed = { ...file, read: () => Promise.resolve(new TextEncoder().encode('abcd')) };
    expect(await failureOf(send({}, { ...changed, bytes: 4 }))).toMatchObject({
      message: 'weights: other bytes arrived than were announced; was it changed meanwhile? Send it again',
    });
    await send();
    expect(server.uploads.get('upload-1')?.done).toBe(file.sha256);
  });

  it('does not believe a server that takes nothing', async () => {
    server.troubles.append.push((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ offset: 0, bytes: 10 }));
      return 'answered';
    });
    expect(await failureOf(send())).toMatchObject({ message: 'The server took no byte of weights.' });
  });

  it('is stopped while it waits for a server that is away', async () => {
    const stop = new AbortController();
    server.troubles.append.push(...Array<Trouble>(20).fill(broken));
    const sending = send({ signal: stop.signal, patience: { failures: 9, waitMs: 60_000 } });
    setTimeout(() => stop.abort(), 100);
    expect(await failureOf(sending)).toMatchObject({ name: 'AbortError' });
  });
});
