/** Which key a query may see, as booleans [S, T] made of positions. */
import type { GraphBuilder } from '../builder/graph-builder.js';
import type { Value } from '../graph/value.js';
import { positionsAlong } from './sizes.js';

export interface Sight {
  /** [.., S, d] and [.., T, d] */
  readonly queries: Value;
  readonly keys: Value;
  /** How many keys stand before the first query; none unless given. */
  readonly past: Value | null;
  /** Keys that a query sees, itself included; all unless given. */
  readonly window?: number;
}

/** key ≤ query, and query − key < window */
export function causalMask(g: GraphBuilder, { queries, keys, past, window }: Sight): Value {
  const query = g.unsqueeze(positionsAlong(g, queries, 2, past), [1]);
  const key = g.unsqueeze(positionsAlong(g, keys, 2, null), [0]);
  const earlier = g.lessOrEqual(key, query);
  return window === undefined ? earlier : g.and(earlier, g.less(g.sub(query, key), window));
}
