/** Where a checkpoint was downloaded from, on one line. */
import type { HubOrigin } from './fetch-checkpoint.js';

export const originText = ({ repository, revision, commit, variant }: HubOrigin): string =>
  `hf:${repository}@${commit}${revision === commit ? '' : ` (${revision})`}, ${variant}`;
