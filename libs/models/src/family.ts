/**
 * What differs between the families that can be opened. All are three graphs, one image mark per prompt and a causal
 * decoder; they count positions differently.
 */
import type { CheckpointFamily } from '@palimpsest/contracts';
import { countRowsAndColumns, countTokens, type Positions } from './positions.js';

export interface Family {
  readonly positions: Positions;
}

export const families: Readonly<Record<CheckpointFamily, Family>> = {
  /** Liu et al., arXiv 2304.08485, 2310.03744 */
  llava: { positions: countTokens },
  /** Idefics3 and SmolVLM: Laurençon et al., arXiv 2408.12637; Marafioti et al., arXiv 2504.05299 */
  idefics3: { positions: countTokens },
  /** Wang et al., arXiv 2409.12191, at one fixed image size */
  qwen2_vl: { positions: countRowsAndColumns },
};
