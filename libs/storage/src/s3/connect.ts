/** The SDK and a client of it, set up for S3 servers of all kinds. */
import type { S3Client } from '@aws-sdk/client-s3';
import { loadSdk, type S3Sdk } from './load-sdk.js';
import type { S3Options } from './s3-options.js';

export interface S3Connection {
  readonly sdk: S3Sdk;
  readonly client: S3Client;
}

/**
 * Checksums of the SDK's own are left out where S3 does not require them: many servers know only some. A body is
 * signed with its SHA-256 anyway, so the server refuses one that was damaged on its way.
 */
export async function connect(options: S3Options): Promise<S3Connection> {
  const sdk = await loadSdk();
  const { endpoint, region, credentials, forcePathStyle = false } = options;
  const client = new sdk.S3Client({
    region,
    credentials,
    forcePathStyle,
    ...(endpoint === undefined ? {} : { endpoint }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 120_000 },
  });
  return { sdk, client };
}
