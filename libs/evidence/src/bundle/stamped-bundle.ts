/** A bundle that somebody else made, with what an authority says of the time. */
import { readManifest } from '../verify/read.js';
import type { TimeStamper } from './build-bundle.js';
import { digestOfManifest, outside, type Files } from './manifest.js';

/** @throws UnreadableError for a bundle without a manifest that can be read; what `stamp` throws */
export async function stampedBundle(files: Files, stamp: TimeStamper): Promise<Files> {
  return new Map([...files, [outside.manifestTimeStamp, await stamp(await digestOfManifest(readManifest(files)))]]);
}
