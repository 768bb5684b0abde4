/** Rotary position embedding (Su et al., arXiv 2104.09864): pairs of features turned by an angle per position. */
import type { Value } from '../graph/value.js';
import { numberAt, type LoweringContext } from './lowering.js';

export interface Angles {
  /** cos and sin broadcast over x but for the last axis, which has one entry per pair. */
  readonly cos: Value;
  readonly sin: Value;
  /** Pairs are neighbours; otherwise a pair is one feature of each half. */
  readonly interleaved: boolean;
}

/** (a, b) → (a·cos − b·sin, b·cos + a·sin); features beyond the pairs stay as they are. x has four axes. */
export function rotate(c: LoweringContext, x: Value, { cos, sin, interleaved }: Angles): Value {
  const { g } = c;
  const [width, pairs] = [numberAt(c, x, -1), numberAt(c, cos, -1)];
  const turned = 2 * pairs;
  if (turned > width) c.refuse(`the tables turn ${turned} features of a head that has ${width}`);
  const [inner = x, rest] = turned === width ? [x] : g.split(x, 3, [turned, width - turned]);
  const [a, b] = interleaved
    ? g.split(g.reshape(inner, [0, 0, 0, pairs, 2]), 4, [1, 1]).map((part) => g.squeeze(part, [4]))
    : g.split(inner, 3, [pairs, pairs]);
  if (!a || !b) return c.refuse('features come in no pairs'); // a split has two parts
  const [first, second] = [g.sub(g.mul(a, cos), g.mul(b, sin)), g.add(g.mul(b, cos), g.mul(a, sin))];
  const joined = interleaved
    ? g.reshape(g.concat([g.unsqueeze(first, [4]), g.unsqueeze(second, [4])], 4), [0, 0, 0, turned])
    : g.concat([first, second], 3);
  return rest ? g.concat([joined, rest], 3) : joined;
}
