/**
 * An S3 server for tests that need only Node: the requests storage sends, answered as the S3 reference says, bodies in
 * files. It checks no signatures, has one bucket, no TLS and no failures of its own. The same suite runs against a
 * real server too (see `s3-storage.spec.ts`); this one is for machines that have none.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Options } from '../s3/s3-options.js';
import { s3Answers, type S3Request } from './s3-answers.js';

export type S3Place = Pick<S3Options, 'endpoint' | 'region' | 'bucket' | 'credentials' | 'forcePathStyle'>;

export interface S3Server {
  readonly place: S3Place;
  stop(): Promise<void>;
}

/**
 * @param conditionalWrites false: a server that overwrites whatever `If-None-Match` says, as old ones do
 * @param pageSize how many keys a listing answers with; S3 takes 1000
 */
export async function startS3Server({ conditionalWrites = true, pageSize = 10 } = {}): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-s3-'));
  const answer = s3Answers({ bucket: 'palimpsest', folder, conditionalWrites, pageSize });
  const server = createServer((request, response) => {
    answer(requestOf(request), response).catch((error: unknown) => fail(response, error));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    place: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      bucket: 'palimpsest',
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      forcePathStyle: true,
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function requestOf(request: IncomingMessage): S3Request {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
  const [, bucket = '', ...key] = decodeURIComponent(pathname).split('/');
  return { method: request.method ?? '', bucket, key: key.join('/'), query, headers: request.headers, body: request };
}

function fail(response: ServerResponse, error: unknown): void {
  if (!response.headersSent) response.writeHead(500);
  response.end(String(error));
}
