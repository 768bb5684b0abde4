/**
 * On s3rver, or on a server of your own:
 * `PALIMPSEST_TEST_S3=http://<access key>:<secret key>@<host>:<port>/<bucket> npx vitest run libs/storage`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSdk } from './load-sdk.js';
import type { S3Options } from './s3-options.js';
import { s3Storage } from './s3-storage.js';
import { describeStorage } from '../testing/describe-storage.js';
import { startS3Server, type S3Place, type S3Server } from '../testing/s3-server.js';
import { bytesOfText, digestOf, streamOf } from '../testing/streams.js';

const ownServer = process.env['PALIMPSEST_TEST_S3'];
const cacheFolder = mkdtempSync(join(tmpdir(), 'palimpsest-cache-'));
const run = digestOf(bytesOfText(cacheFolder)).slice(0, 12);
const limit = 64 * 1024 ** 2;
let server: S3Server | undefined;
let place: S3Place;
let opened = 0;

beforeAll(async () => {
  if (ownServer === undefined) server = await startS3Server();
  place = server?.place ?? placeOf(new URL(ownServer ?? ''));
});
afterAll(async () => {
  await server?.stop();
  rmSync(cacheFolder, { recursive: true });
});

function placeOf({ origin, username, password, pathname }: URL): S3Place {
  return {
    endpoint: origin,
    region: 'us-east-1',
    bucket: pathname.slice(1),
    credentials: { accessKeyId: username, secretAccessKey: decodeURIComponent(password) },
    forcePathStyle: true,
  };
}

function optionsOf(more: Partial<S3Options> = {}): S3Options {
  const name = `${run}-${(opened += 1)}`;
  return {
    ...place,
    prefix: `${name}/`,
    cacheFolder: join(cacheFolder, name),
    cacheBytes: 128 * 1024 ** 2,
    clock: () => 0,
    partBytes: 5 * 1024 ** 2,
    ...more,
  };
}

describeStorage('S3', () => s3Storage(optionsOf()), { describe, it, expect });

describe('s3Storage', () => {
  it('shows a blob to another process, and keeps the prefixes of others apart', async () => {
    const options = optionsOf();
    const { sha256 } = await s3Storage(options).blobs.put(streamOf(bytesOfText('hello')), { limit });
    expect(await s3Storage(options).blobs.stat(sha256)).toEqual({ bytes: 5 });
    expect(await s3Storage(optionsOf()).blobs.stat(sha256)).toBeNull();
  });

  it('hands out verified local files, and forgets them with their blobs', async () => {
    const options = optionsOf();
    const { blobs, local } = s3Storage(options);
    const { sha256 } = await blobs.put(streamOf(bytesOfText('hello')), { limit });
    const path = await local.pathOf(sha256);
    expect([path.startsWith(options.cacheFolder), await readFile(path, 'utf8')]).toEqual([true, 'hello']);
    await blobs.remove(sha256);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it('lets one of two processes append', async () => {
    const options = optionsOf();
    const [one, other] = [s3Storage(options).uploads, s3Storage(options).uploads];
    const id = await one.create({ bytes: 5 });
    const text = bytesOfText('hello');
    const attempts = await Promise.allSettled([one, other].map((uploads) => uploads.append(id, 0, streamOf(text))));
    expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await other.finish(id, { sha256: digestOf(text) })).toMatchObject({ bytes: 5 });
  });

  it('lists more blobs than fit into one answer', async () => {
    const { blobs } = s3Storage(optionsOf());
    const wanted = Array.from({ length: ownServer === undefined ? 25 : 1_003 }, (_, at) => bytesOfText(`blob ${at}`));
    for (let from = 0; from < wanted.length; from += 32) {
      await Promise.all(wanted.slice(from, from + 32).map((bytes) => blobs.put(streamOf(bytes), { limit })));
    }
    const listed = new Set<string>();
    for await (const { sha256 } of blobs.list()) listed.add(sha256);
    expect(listed).toEqual(new Set(wanted.map(digestOf)));
  });

  it('says what is wrong when nobody answers', async () => {
    const storage = s3Storage(optionsOf({ endpoint: 'http://127.0.0.1:9' }));
    const message = /S3 request PutObject to bucket .+ at http.+:9 failed: .+ECONNREFUSED.+ Check the endpoint/;
    await expect(storage.check()).rejects.toThrow(message);
    await expect(storage.uploads.create({ bytes: 1 })).rejects.toThrow(message);
  });

  it('removes the parts of a put that was killed', async () => {
    const options = optionsOf();
    const { sdk, client } = await bare(options);
    const { bucket: Bucket, prefix: Prefix } = options;
    const begun = { Bucket, Key: `${Prefix}blobs/${digestOf(bytesOfText('x'))}` };
    const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand(begun));
    const waiting = async () => {
      const { Uploads = [] } = await client.send(
        new sdk.ListMultipartUploadsCommand({ Bucket, Prefix: `${Prefix}blobs/` }),
      );
      return Uploads.map((upload) => upload.UploadId);
    };
    const { uploads } = s3Storage(options);
    await uploads.expire(0);
    expect(await waiting()).toEqual([UploadId]);
    await uploads.expire(8.64e15);
    expect(await waiting()).toEqual([]);
  });

  it.each([
    ['a prefix that climbs', { prefix: '../' }, /no prefix/],
    ['a prefix without its slash', { prefix: 'a' }, /no prefix/],
    ['parts that S3 refuses', { partBytes: 1024 }, /below 5242880/],
  ])('refuses %s before anything is sent', (_, wrong, message) => {
    expect(() => s3Storage(optionsOf(wrong))).toThrow(message);
  });
});

describe('a server that will not do', () => {
  let other: S3Server;
  beforeAll(async () => void (other = await startS3Server({ conditionalWrites: false })));
  afterAll(() => other.stop());

  it('is refused by the check, and for uploads, when it has no conditional writes', async () => {
    const storage = s3Storage(optionsOf(other.place));
    await expect(storage.check()).rejects.toThrow(/If-None-Match.+Use a server that honours conditional writes/);
    await expect(storage.uploads.create({ bytes: 1 })).rejects.toThrow(/If-None-Match/);
  });

  it('is named with what it lacks when it has no such bucket', async () => {
    const storage = s3Storage(optionsOf({ ...other.place, bucket: 'nowhere' }));
    await expect(storage.check()).rejects.toThrow(/NoSuchBucket.+Create the bucket/);
  });
});

/** Past the storage, to see and spoil what is in the bucket. */
async function bare({ endpoint = '', region, credentials }: S3Options) {
  const sdk = await loadSdk();
  return { sdk, client: new sdk.S3Client({ endpoint, region, credentials, forcePathStyle: true }) };
}
