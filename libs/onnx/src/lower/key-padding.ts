/** Masks that hide padded keys, as com.microsoft's attention operators take them: what is added to the scores. */
import type { Value } from '../graph/value.js';
import type { LoweringContext } from './lowering.js';
import { countTo, lengthOf } from './sizes.js';

/** bias + padding, where there are any; broadcasts to [B, H, S, T]. */
export function scoreBias(c: LoweringContext, bias: Value | null, mask: Value | null, keys: Value): Value | null {
  if (!mask) return bias;
  const hidden = padding(c, mask, keys);
  return bias ? c.g.add(bias, hidden) : hidden;
}

/** mask_filter_value where the mask ([B] lengths, [B, T] or [B, S, T] marks) hides a key, else 0. */
function padding(c: LoweringContext, mask: Value, keys: Value): Value {
  const { g } = c;
  const hidden = (seen: Value) => g.where(seen, g.scalar(0, keys.dtype), c.float('mask_filter_value', -10000));
  if (mask.shape.length === 2) return hidden(g.unsqueeze(g.greater(mask, 0), [1, 2]));
  if (mask.shape.length === 3) return hidden(g.unsqueeze(g.greater(mask, 0), [1]));
  const [entries, batch] = [mask.shape[0], keys.shape[0]];
  if (entries !== batch) return c.refuse(`a padding mask of ${entries} entries for a batch of ${batch}`);
  const places = g.cast(countTo(g, lengthOf(g, keys, 2)), mask.dtype);
  return hidden(g.less(places, g.unsqueeze(mask, [1, 2, 3])));
}
