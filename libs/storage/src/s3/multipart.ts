/**
 * A large object in parts, invisible until the last request: S3's own all-or-nothing, and its key is final from the
 * start. A stream that fails, at its very end included, leaves nothing.
 */
import type { Bucket } from './bucket.js';

const partsAtOnce = 3;

export async function putInParts(bucket: Bucket, Key: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const Bucket = bucket.name;
  const { UploadId } = await bucket.send('CreateMultipartUpload', (sdk, client) =>
    client.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key })),
  );
  const upload = { Bucket, Key, UploadId };
  const parts: Promise<{ PartNumber: number; ETag: string | undefined }>[] = [];
  const putPart = async (PartNumber: number, Body: Uint8Array) => {
    const { ETag } = await bucket.send('UploadPart', (sdk, client) =>
      client.send(new sdk.UploadPartCommand({ ...upload, PartNumber, Body })),
    );
    return { PartNumber, ETag };
  };
  try {
    for await (const part of content) {
      const sent = putPart(parts.length + 1, part);
      sent.catch(() => undefined); // awaited below; a failure meanwhile must not end the process
      parts.push(sent);
      await parts[parts.length - partsAtOnce];
    }
    const Parts = await Promise.all(parts);
    await bucket.send('CompleteMultipartUpload', (sdk, client) =>
      client.send(new sdk.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })),
    );
  } catch (error) {
    await Promise.allSettled(parts);
    // The first failure is the one to report; parts that stay because this fails as well are swept later.
    await bucket
      .send('AbortMultipartUpload', (sdk, client) => client.send(new sdk.AbortMultipartUploadCommand(upload)))
      .catch(() => undefined);
    throw error;
  }
}

/** Aborts what killed processes began. @param before milliseconds since 1970 */
export async function sweepMultiparts(bucket: Bucket, Prefix: string, before: number): Promise<void> {
  const Bucket = bucket.name;
  let from: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
  while (from) {
    const page: { KeyMarker?: string; UploadIdMarker?: string } = from;
    const answer = await bucket.send('ListMultipartUploads', (sdk, client) =>
      client.send(new sdk.ListMultipartUploadsCommand({ Bucket, Prefix, ...page })),
    );
    for (const { Key, UploadId, Initiated } of answer.Uploads ?? []) {
      if (!Initiated || Initiated.getTime() >= before) continue;
      await bucket.send('AbortMultipartUpload', (sdk, client) =>
        client.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key, UploadId })),
      );
    }
    const { IsTruncated, NextKeyMarker, NextUploadIdMarker } = answer;
    from =
      IsTruncated && NextKeyMarker !== undefined && NextUploadIdMarker !== undefined
        ? { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker }
        : undefined;
  }
}
