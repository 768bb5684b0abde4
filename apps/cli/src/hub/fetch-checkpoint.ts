/**
 * A checkpoint of the hub, on this machine: the revision becomes a commit, everything is taken from that commit, and
 * what is there already is not asked for again.
 */
import type { CheckpointVariant } from '@palimpsest/contracts';
import { rm } from 'node:fs/promises';
import { UsageError } from '../failure.js';
import type { ProgressTask } from '../output/progress.js';
import { bytesText, shortDigest } from '../output/words.js';
import { HubFolders, type HubFolder } from '../state/hub-folders.js';
import { downloadMissing } from './download-missing.js';
import { checkFreeSpace, type FreeBytes } from './free-space.js';
import { isCommit, type HubAddress } from './hub-address.js';
import { lock } from './folder-lock.js';
import { presentBytes } from './present-bytes.js';
import { listLayout, resolveCommit, type Hub, type HubFile } from './repository.js';

/** Where a checkpoint came from, as it is remembered. */
export interface HubOrigin {
  readonly repository: string;
  /** As it was asked for. */
  readonly revision: string;
  readonly commit: string;
  readonly variant: CheckpointVariant;
}

export interface FetchOptions extends Hub {
  readonly state: string;
  readonly variant: CheckpointVariant;
  /** Called once it is known how many bytes have to come. */
  readonly progress: (total: number) => ProgressTask;
  readonly freeBytes?: FreeBytes;
}

export interface FetchedCheckpoint {
  readonly folder: string;
  readonly origin: HubOrigin;
}

/** @throws HubError or UsageError when it cannot be had; the signal's reason when stopped, and the same call goes on */
export async function fetchCheckpoint(address: HubAddress, options: FetchOptions): Promise<FetchedCheckpoint> {
  const { repository, revision } = address;
  const { state, variant } = options;
  const folders = new HubFolders(state, repository);
  const commit = await commitOf(address, folders, options);
  const origin = { repository, revision, commit, variant };
  const place = folders.at(commit, variant);
  const files = await filesOf(place, origin, options);
  const giveUp = await lock(place.lock);
  try {
    await complete(place, files, origin, options);
    await place.keepFiles(files);
  } finally {
    await giveUp();
  }
  return { folder: place.folder, origin };
}

async function commitOf(address: HubAddress, folders: HubFolders, options: FetchOptions): Promise<string> {
  const { repository, revision } = address;
  if (isCommit(revision)) {
    const isKnown = (await folders.at(revision, options.variant).files()) !== null;
    if (isKnown || options.settings.offline) return revision;
  }
  if (options.settings.offline) {
    const known = await folders.commitOf(revision);
    if (known !== null) return known;
    throw offlineError(`${repository}@${revision} was never downloaded`);
  }
  const commit = await resolveCommit(options, address);
  await folders.keepCommit(revision, commit);
  return commit;
}

async function filesOf(place: HubFolder, origin: HubOrigin, options: FetchOptions): Promise<readonly HubFile[]> {
  const known = await place.files();
  if (known) return known;
  if (options.settings.offline)
    throw offlineError(`${origin.repository} at ${shortDigest(origin.commit)} was never downloaded`);
  return listLayout(options, origin);
}

async function complete(
  place: HubFolder,
  files: readonly HubFile[],
  { repository, commit, variant }: HubOrigin,
  options: FetchOptions,
): Promise<void> {
  const present = await presentBytes(files, variant, place, options.signal);
  const missing = files.filter((file) => !present.whole.has(file.path));
  if (missing.length === 0) return;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const left = bytesText(total - present.bytes);
  if (options.settings.offline)
    throw offlineError(`${left} of ${repository} at ${shortDigest(commit)} were never downloaded`);
  await checkFreeSpace(place.folder, total - present.bytes, options.freeBytes);
  const task = options.progress(total);
  task.skipTo(present.bytes);
  const { ask, signal, settings, patience } = options;
  await downloadMissing(missing, {
    urlOf: (path) => `${settings.endpoint}/${repository}/resolve/${commit}/${path}`,
    ...{ place, variant, ask, signal, hasToken: settings.token !== null },
    ...(patience ? { patience } : {}),
    start: total - missing.reduce((sum, { bytes }) => sum + bytes, 0),
    onArrived: (bytes, name) => task.update(bytes, name),
  });
  await rm(place.parts, { recursive: true, force: true });
  task.finish(`${bytesText(total)} in ${place.folder}`);
}

const offlineError = (what: string): UsageError =>
  new UsageError(`${what}, and nothing is fetched now; unset PALIMPSEST_OFFLINE and HF_HUB_OFFLINE to fetch it`);
