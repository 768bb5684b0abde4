/** What an S3 server answers to the requests that storage sends; the state is two maps, the bodies are files. */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
}

interface Stored {
  readonly file: string;
  readonly bytes: number;
  readonly modified: Date;
}

interface Multipart {
  readonly key: string;
  readonly initiated: Date;
  readonly parts: Map<number, Stored>;
}

type Answer = (request: S3Request, response: ServerResponse) => Promise<void>;

const smallestPart = 5 * 1024 ** 2;

export interface S3Behaviour {
  readonly bucket: string;
  readonly folder: string;
  readonly conditionalWrites: boolean;
  readonly pageSize: number;
}

export function s3Answers({ pageSize, ...options }: S3Behaviour): Answer {
  const objects = new Map<string, Stored>();
  const multiparts = new Map<string, Multipart>();

  const keep = async (...bodies: readonly Readable[]): Promise<Stored> => {
    const file = join(options.folder, randomUUID());
    for (const body of bodies) await pipeline(body, createWriteStream(file, { flags: 'a' }));
    const { size: bytes, mtime: modified } = await stat(file);
    return { file, bytes, modified };
  };

  return async (request, response) => {
    const { method, bucket, key, query, headers, body } = request;
    const send = (status: number, xml = '', more: Record<string, string | number> = {}) => {
      body.resume();
      response.writeHead(status, { 'content-type': 'application/xml', ...more }).end(xml);
    };
    const refuse = (status: number, code: string) =>
      send(status, `<Error><Code>${code}</Code><Message>no</Message></Error>`);
    const multipart = multiparts.get(query.get('uploadId') ?? '');
    if (bucket !== options.bucket) return refuse(404, 'NoSuchBucket');
    if (query.has('uploadId') && !multipart) return refuse(404, 'NoSuchUpload');

    if (method === 'POST' && query.has('uploads')) {
      const id = randomUUID();
      multiparts.set(id, { key, initiated: new Date(), parts: new Map() });
      return send(200, `<R><UploadId>${id}</UploadId></R>`);
    }
    if (method === 'GET' && query.has('uploads')) {
      const uploads = [...multiparts].filter(([, upload]) => upload.key.startsWith(query.get('prefix') ?? ''));
      const items = uploads.map(
        ([id, upload]) =>
          `<Upload><Key>${upload.key}</Key><UploadId>${id}</UploadId><Initiated>${upload.initiated.toISOString()}</Initiated></Upload>`,
      );
      return send(200, `<R>${items.join('')}<IsTruncated>false</IsTruncated></R>`);
    }
    if (method === 'PUT' && multipart) {
      const number = Number(query.get('partNumber'));
      multipart.parts.set(number, await keep(body));
      return send(200, '', { etag: `"${number}"` });
    }
    if (method === 'POST' && multipart) {
      const parts = [...multipart.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
      if (parts.slice(0, -1).some(({ bytes }) => bytes < smallestPart)) return refuse(400, 'EntityTooSmall');
      objects.set(key, await keep(...parts.map(({ file }) => createReadStream(file))));
      multiparts.delete(query.get('uploadId') ?? '');
      return send(200, `<R><Key>${key}</Key></R>`);
    }
    if (method === 'DELETE') {
      if (multipart) multiparts.delete(query.get('uploadId') ?? '');
      else objects.delete(key);
      return send(204);
    }
    if (method === 'PUT') {
      const stored = await keep(body);
      if (options.conditionalWrites && headers['if-none-match'] === '*' && objects.has(key)) {
        return refuse(412, 'PreconditionFailed');
      }
      objects.set(key, stored);
      return send(200);
    }
    if (method === 'GET' && key === '') {
      const after = query.get('continuation-token') ?? '';
      const keys = [...objects.keys()]
        .filter((name) => name.startsWith(query.get('prefix') ?? '') && name > after)
        .sort();
      const page = keys.slice(0, pageSize).map((name) => ({ name, ...objects.get(name) }));
      const items = page.map(
        ({ name, bytes, modified }) =>
          `<Contents><Key>${name}</Key><Size>${bytes}</Size><LastModified>${modified?.toISOString()}</LastModified></Contents>`,
      );
      const next = keys.length > pageSize ? `<NextContinuationToken>${page.at(-1)?.name}</NextContinuationToken>` : '';
      return send(200, `<R>${items.join('')}${next}</R>`);
    }
    const stored = objects.get(key);
    if (!stored) return refuse(404, 'NoSuchKey');
    if (method === 'HEAD') return send(200, '', { 'content-length': stored.bytes });
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const part = start === undefined ? undefined : { start: Number(start), end: Number(end) };
    if (part && part.start >= stored.bytes) return refuse(416, 'InvalidRange');
    response.writeHead(part ? 206 : 200, {
      'content-length': part ? Math.min(part.end, stored.bytes - 1) - part.start + 1 : stored.bytes,
    });
    await pipeline(createReadStream(stored.file, part), response);
  };
}
