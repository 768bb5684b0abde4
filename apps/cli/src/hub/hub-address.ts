/** `hf:<org>/<name>[@revision]`: a repository of the hub as people type it. */
import { UsageError } from '../failure.js';

export interface HubAddress {
  /** `<org>/<name>` */
  readonly repository: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
}

const scheme = 'hf:';
const usual = 'main';

/** Both become names of folders and parts of addresses: nothing in them may leave either. */
const part = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,95}$/;
const reference = /^[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}$/;

export const isHubAddress = (text: string): boolean => text.startsWith(scheme);

/** @throws UsageError saying what is expected */
export function parseHubAddress(text: string): HubAddress {
  const [repository = '', revision = usual, ...more] = text.slice(scheme.length).split('@');
  const parts = repository.split('/');
  if (parts.length !== 2 || !parts.every((each) => part.test(each) && !each.includes('..')))
    throw new UsageError(`${text}: expected hf:<org>/<name>, for example hf:acme/llava-onnx`);
  if (more.length > 0 || !reference.test(revision) || revision.includes('..'))
    throw new UsageError(`${text}: behind the @, give a branch, a tag or a commit of ${repository}`);
  return { repository, revision };
}

/** A full commit id: it stands for the same files for ever. */
export const isCommit = (revision: string): boolean => /^[0-9a-f]{40}$/.test(revision);
