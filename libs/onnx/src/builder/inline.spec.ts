import { tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './graph-builder.js';

const toTheEnd = 2n ** 63n - 1n;

/** x[1:], as PyTorch's exporter writes it. */
function openSlice() {
  const g = new GraphBuilder();
  const bound = (value: bigint) => g.constant(null, tensor('int64', [1], BigInt64Array.of(value)), { anonymous: true });
  const x = g.input('x', 'float32', [4, 3]);
  g.output(g.op1('Slice', [x, bound(1n), bound(toTheEnd), bound(0n)]), 'y');
  return g.build();
}

describe('inlining a graph', () => {
  it('keeps an integer that no number is exact for, such as the open end of a slice', () => {
    const g = new GraphBuilder();
    const { y } = g.inline(openSlice(), { x: g.input('x', 'float32', [4, 3]) }, 'part/');
    g.output(g.neg(y!), 'z');
    const graph = g.build();
    expect(graph.outputs[0]?.shape).toEqual([3, 3]);
    const kept = graph.constants.flatMap((constant) =>
      'data' in constant ? Array.from<unknown>(constant.data.data) : [],
    );
    expect(kept).toContain(toTheEnd);
  });
});
