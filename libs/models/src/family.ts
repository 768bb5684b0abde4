/**
 * What differs between the families that can be opened. All are three graphs and one image mark per prompt; they count
 * positions differently, and in one the prompt sees itself.
 */
import type { CheckpointFamily } from '@palimpsest/contracts';
import { countFromOne, countRowsAndColumns, countTokens, type Positions } from './positions.js';

export interface Family {
  readonly positions: Positions;
  /** A call of the decoder without a cache is a prompt that sees itself both ways; one with a cache is causal. */
  readonly promptSeesItself: boolean;
}

export const families: Readonly<Record<CheckpointFamily, Family>> = {
  /** Liu et al., arXiv 2304.08485, 2310.03744 */
  llava: { positions: countTokens, promptSeesItself: false },
  /** Idefics3 and SmolVLM: Laurençon et al., arXiv 2408.12637; Marafioti et al., arXiv 2504.05299 */
  idefics3: { positions: countTokens, promptSeesItself: false },
  /** Wang et al., arXiv 2409.12191, at one fixed image size */
  qwen2_vl: { positions: countRowsAndColumns, promptSeesItself: false },
  /** Beyer et al., arXiv 2407.07726 */
  paligemma: { positions: countFromOne, promptSeesItself: true },
};
