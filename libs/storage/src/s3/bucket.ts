/** The few S3 requests that storage needs, by key; the only file that speaks the SDK, beside `multipart.ts`. */
import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ByteRange } from '../ports/storage.js';
import { connect, type S3Connection } from './connect.js';
import type { S3Sdk } from './load-sdk.js';
import { isMissing, isRaced, isTaken, s3Error } from './s3-error.js';
import type { S3Options } from './s3-options.js';

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970, by the server's clock, which counts seconds. */
  readonly modified: number;
}

export interface Bucket {
  put(key: string, content: Uint8Array): Promise<void>;
  /** false when there is an object under this key already. */
  create(key: string, content: Uint8Array): Promise<boolean>;
  /** null when it is not there. */
  get(key: string, range?: Required<ByteRange>): Promise<Readable | null>;
  size(key: string): Promise<number | null>;
  remove(key: string): Promise<void>;
  /** In the order of their keys. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** Any other request. @throws StorageError */
  send<Answer>(request: string, ask: (sdk: S3Sdk, client: S3Client) => Promise<Answer>): Promise<Answer>;
  readonly name: string;
}

/** A raced request is sent again; the other one is through long before this many. */
const mostRaces = 20;

export function openBucket(options: S3Options): Bucket {
  const { bucket: Bucket } = options;
  const place = `bucket ${Bucket} at ${options.endpoint ?? `AWS ${options.region}`}`;
  let connection: Promise<S3Connection> | undefined;

  const ask = async <Answer>(send: (sdk: S3Sdk, client: S3Client) => Promise<Answer>): Promise<Answer> => {
    connection ??= connect(options);
    const { sdk, client } = await connection;
    return send(sdk, client);
  };

  const attempt = async <Answer>(
    request: string,
    send: (sdk: S3Sdk, client: S3Client) => Promise<Answer>,
    otherwise: (error: unknown) => Answer | undefined = () => undefined,
  ): Promise<Answer> => {
    try {
      return await ask(send);
    } catch (error) {
      const answer = otherwise(error);
      if (answer !== undefined) return answer;
      throw s3Error(error, request, place);
    }
  };
  const ifMissing =
    <Answer>(answer: Answer) =>
    (error: unknown) =>
      isMissing(error) ? answer : undefined;

  return {
    name: Bucket,
    send: (request, send) => attempt(request, send),

    async put(Key, Body) {
      await attempt('PutObject', (sdk, client) => client.send(new sdk.PutObjectCommand({ Bucket, Key, Body })));
    },

    async create(Key, Body) {
      for (let race = 0; ; race += 1) {
        const created = await attempt<boolean | 'raced'>(
          'PutObject',
          async (sdk, client) => {
            await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' }));
            return true;
          },
          (error) => (isTaken(error) ? false : isRaced(error) && race < mostRaces ? 'raced' : undefined),
        );
        if (created !== 'raced') return created;
      }
    },

    get: (Key, range) =>
      attempt<Readable | null>(
        'GetObject',
        async (sdk, client) => {
          const Range = range && { Range: `bytes=${range.start}-${range.end}` };
          const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key, ...Range }));
          return Body as Readable; // what the SDK gives in Node
        },
        ifMissing(null),
      ),

    size: (Key) =>
      attempt<number | null>(
        'HeadObject',
        async (sdk, client) => {
          const { ContentLength } = await client.send(new sdk.HeadObjectCommand({ Bucket, Key }));
          return ContentLength ?? 0;
        },
        ifMissing(null),
      ),

    async remove(Key) {
      await attempt<unknown>(
        'DeleteObject',
        (sdk, client) => client.send(new sdk.DeleteObjectCommand({ Bucket, Key })),
        ifMissing({}),
      );
    },

    async *list(Prefix) {
      let after: { ContinuationToken?: string } | undefined = {};
      while (after) {
        const page: { ContinuationToken?: string } = after;
        const { Contents = [], NextContinuationToken } = await attempt('ListObjectsV2', (sdk, client) =>
          client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix, ...page })),
        );
        for (const { Key: key, Size: bytes = 0, LastModified } of Contents) {
          if (key !== undefined) yield { key, bytes, modified: LastModified?.getTime() ?? 0 };
        }
        after = NextContinuationToken === undefined ? undefined : { ContinuationToken: NextContinuationToken };
      }
    },
  };
}
