/** Lowerings of the two RotaryEmbedding operators, com.microsoft's and ai.onnx 23's, to products and sums. */
import type { Value } from '../graph/value.js';
import type { Lowering, LoweringContext } from './lowering.js';
import { numberAt, sizeOf } from './lowering.js';
import { rotate } from './rotation.js';
import { positionsAlong } from './sizes.js';

/** com.microsoft: x, position_ids [1] (of the first token) or [B, S], cos and sin [positions, pairs] */
export const MicrosoftRotaryEmbedding: Lowering = (c) => {
  const { g } = c;
  if (c.int('is_packed_batching', 0) !== 0) c.refuse('is_packed_batching is not supported');
  const [x, ids] = [c.input(0), c.input(1)];
  const positions = ids.shape.length === 2 ? ids : positionsAlong(g, x, x.shape.length === 4 ? 2 : 1, ids);
  const table = (index: number) => g.gather(turnedPart(c, c.input(index)), positions);
  return [rotateAnyLayout(c, x, table(2), table(3))];
};

/** ai.onnx: x, cos and sin [positions, pairs] with position_ids [B, S], or [B, S, pairs] without */
export const RotaryEmbedding: Lowering = (c) => {
  const positions = c.optional(3);
  const table = (index: number) => (positions ? c.g.gather(c.input(index), positions) : c.input(index));
  return [rotateAnyLayout(c, c.input(0), table(1), table(2))];
};

/** x [B, H, S, d] or [B, S, H·d]; the tables [(B,) S, pairs] */
function rotateAnyLayout(c: LoweringContext, x: Value, cosines: Value, sines: Value): Value {
  const { g } = c;
  const interleaved = c.int('interleaved', 0) !== 0;
  const heads = x.shape.length === 4 ? -2 : -1; // where the axis of heads is missing in [B, S, pairs], from the end
  const along = (table: Value) => g.unsqueeze(table, [table.shape.length + heads]);
  const angles = { cos: along(cosines), sin: along(sines), interleaved };
  if (x.shape.length === 4) return rotate(c, x, angles);
  const width = headWidth(c, x, cosines);
  const split = g.reshape(x, [0, 0, sizeOf(c, numberAt(c, x, -1) / width, 'the number of heads'), width]);
  return g.reshape(rotate(c, split, angles), [0, 0, numberAt(c, x, -1)]);
}

/** Without a number of heads, a head is as wide as the tables turn. */
function headWidth(c: LoweringContext, x: Value, table: Value): number {
  const heads = c.int('num_heads', 0);
  const width = heads > 0 ? numberAt(c, x, -1) / heads : 2 * numberAt(c, table, -1);
  return sizeOf(c, width, 'the width of a head');
}

/** Tables may be wider than what rotary_embedding_dim turns; the kernel reads their beginning. */
function turnedPart(c: LoweringContext, table: Value): Value {
  const turned = c.int('rotary_embedding_dim', 0);
  if (turned === 0 || numberAt(c, table, -1) === turned / 2) return table;
  return c.refuse(`rotary_embedding_dim is ${turned}, the tables hold ${numberAt(c, table, -1)} pairs`);
}
