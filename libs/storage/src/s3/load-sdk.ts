/** The AWS SDK is optional and 22 MB: it is loaded when S3 storage is first used, and by nobody else. */
import type * as Sdk from '@aws-sdk/client-s3';
import { StorageError } from '../ports/errors.js';

export type S3Sdk = typeof Sdk;

/** @throws StorageError when the package is not installed */
export async function loadSdk(importSdk: () => Promise<S3Sdk> = () => import('@aws-sdk/client-s3')): Promise<S3Sdk> {
  try {
    return await importSdk();
  } catch (error) {
    throw new StorageError(
      'S3 storage needs the package @aws-sdk/client-s3, which cannot be loaded. Install without --omit=optional, or keep blobs in a folder.',
      { cause: error },
    );
  }
}
