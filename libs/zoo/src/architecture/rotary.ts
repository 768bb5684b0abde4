/**
 * Rotary positions in the rotate-half form of Llama: pairs (i, i + d/2) turn by position · θ^(−2i/d).
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';

/** cos and sin, float[batch or 1, sequence, 1, headWidth]. */
export interface RotaryTables {
  readonly cos: Value;
  readonly sin: Value;
}

/** Tables for position_ids int64[batch, sequence], computed in the graph: any position is possible. */
export function rotaryTables(g: GraphBuilder, positionIds: Value, width: number, theta: number): RotaryTables {
  const frequencies = Array.from({ length: width }, (_, i) => theta ** ((-2 * (i % (width / 2))) / width));
  const row = g.constant(null, tensor('float32', [1, 1, 1, width], Float32Array.from(frequencies)));
  const angles = g.mul(g.unsqueeze(g.cast(positionIds, 'float32'), [2, 3]), row);
  return { cos: g.cos(angles), sin: g.sin(angles) };
}

/** x ⊙ cos + (−x₂ ‖ x₁) ⊙ sin for x = (x₁ ‖ x₂) float[batch, sequence, heads, width]. */
export function rotate(g: GraphBuilder, x: Value, { cos, sin }: RotaryTables): Value {
  const width = Number(x.shape.at(-1));
  const [first, second] = g.split(x, 3, [width / 2, width / 2]) as [Value, Value];
  return g.add(g.mul(x, cos), g.mul(g.concat([g.neg(second), first], 3), sin));
}
