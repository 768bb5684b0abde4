import { GraphBuilder, lowerGraph, type Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { toNumbers } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupQuery, type GroupQueryForm } from './group-query-attention.cases.js';

const sizes = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  rows: fc.integer({ min: 1, max: 6 }),
  groups: fc.integer({ min: 1, max: 3 }),
  share: fc.integer({ min: 1, max: 3 }),
  past: fc.integer({ min: 0, max: 5 }),
  packed: fc.boolean(),
  ids: fc.boolean(),
  sink: fc.boolean(),
  bias: fc.constantFrom(undefined, 'one' as const, 'each' as const),
  do_rotary: fc.constantFrom(0, 1),
  rotary_interleaved: fc.constantFrom(0, 1),
  softcap: fc.constantFrom(0, 0.5),
  scale: fc.constantFrom(0, 0.3),
  local_window_size: fc.constantFrom(-1, 1, 2, 4),
});

/** The kernel takes several new rows behind a cache for one sequence only. */
const forms = sizes.map((drawn): GroupQueryForm => {
  const { batch, rows, groups, share, past, packed, ids, sink, bias, ...attributes } = drawn;
  const single = past > 0 && rows > 1 ? 1 : batch;
  return {
    batch: single,
    rows,
    groups,
    heads: groups * share,
    past,
    packed,
    ids,
    sink,
    ...(bias && { bias }),
    attributes,
  };
});

describe('GroupQueryAttention', () => {
  it('is lowered to what the kernel computes, whatever its sizes and attributes', async () => {
    await fc.assert(
      fc.asyncProperty(forms, async (form) => {
        const test = groupQuery('drawn', form);
        const g = new GraphBuilder();
        const values = Object.entries(test.inputs).map(([name, t]) => [name, g.input(name, t.dtype, t.dims)] as const);
        const outputs = [test.build(g, Object.fromEntries(values))].flat();
        outputs.forEach((value: Value, at) => g.output(value, `y${at}`));
        const results = [];
        for (const graph of [g.build(), lowerGraph(g.build())]) {
          const session = await openSession({ graph });
          results.push(await session.run(test.inputs));
          await session.close();
        }
        const [fused, lowered] = results;
        for (const [name, own] of Object.entries(lowered!)) {
          const expected = toNumbers(fused![name]!);
          const worst = toNumbers(own).map((value, at) => Math.abs(value - expected[at]!));
          expect(Math.max(...worst)).toBeLessThan(2e-6);
        }
      }),
      { numRuns: 80, seed: 20260101 },
    );
  });
});
