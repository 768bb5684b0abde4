/** Where registered checkpoints are: on this machine or on a server. */
import type { CheckpointVariant } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import type { HubOrigin } from '../hub/fetch-checkpoint.js';
import type { SignedIdentity } from '../state/checkpoint-registry.js';
import type { SignatureFile } from './signed-files.js';

export interface ListedCheckpoint {
  readonly name: string;
  readonly digest: string;
  readonly source: 'registered' | 'built-in' | 'upload';
  /** On this machine. */
  readonly folder?: string;
  /** On a server. */
  readonly bytes?: number;
}

export interface ShownCheckpoint extends Omit<ListedCheckpoint, 'source'> {
  /** Where its files were downloaded from. */
  readonly hub?: HubOrigin | undefined;
  readonly oms?: SignedIdentity | undefined;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

export interface FromFolder {
  readonly folder: string;
  /** Of its graphs; the plain ones unless given. */
  readonly variant?: CheckpointVariant;
  /** Where it was downloaded from. */
  readonly hub?: HubOrigin;
  /** That its files have to agree with. */
  readonly oms?: SignatureFile;
}

export interface NewCheckpoint {
  readonly name: string;
  readonly from: FromFolder | { readonly builtIn: string };
  /** Files are sent to a server although it has the checkpoint. */
  readonly again: boolean;
}

export interface AddedCheckpoint {
  readonly name: string;
  readonly digest: string;
  readonly family: string;
  readonly oms?: SignedIdentity;
}

export interface CheckpointShelf {
  list(): Promise<readonly ListedCheckpoint[]>;
  /** @throws when there is none of that name, or its files have changed */
  show(name: string): Promise<ShownCheckpoint>;
  /** @throws for what is wrong with the files or the name; nothing is stored then */
  add(checkpoint: NewCheckpoint): Promise<AddedCheckpoint>;
}

export async function checkpointShelf(invocation: Invocation): Promise<CheckpointShelf> {
  const { options } = invocation;
  if (!options.server) return (await import('./local-shelf.js')).localShelf(options.state);
  const { connect } = await import('../server/connect.js');
  return (await import('./server-shelf.js')).serverShelf(await connect(options), invocation);
}
