/** Gradient-check cases of operators that move elements. */
import type { Value } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';
import { sample, type RuleCase } from './rule-cases.js';

type Build = RuleCase['build'];
const one = (
  op: RuleCase['op'],
  title: string,
  dims: readonly number[],
  build: (g: Parameters<Build>[0], x: Value) => Value | readonly Value[],
): RuleCase => ({
  op,
  title,
  inputs: { x: sample(dims) },
  build: (g, { x }) => build(g, x as Value),
});

/** Multiplying by itself makes the cotangent depend on position. */
const squared = (g: Parameters<Build>[0], x: Value): Value => g.mul(x, x);

export const movementCases: readonly RuleCase[] = [
  one('Transpose', 'given permutation', [2, 3, 4], (g, x) => g.transpose(x, [2, 0, 1])),
  one('Transpose', 'default permutation', [2, 3], (g, x) => g.op1('Transpose', [x])),
  one('Reshape', 'with -1', [2, 3, 4], (g, x) => squared(g, g.reshape(x, [4, -1]))),
  one('Flatten', 'axis 2', [2, 3, 4], (g, x) => g.op1('Flatten', [x], { axis: 2 })),
  one('Squeeze', 'axis 1', [2, 1, 4], (g, x) => g.squeeze(x, [1])),
  one('Unsqueeze', 'axes 0 and 2', [2, 3], (g, x) => g.unsqueeze(x, [0, 2])),
  one('Expand', 'two axes', [2, 1, 3], (g, x) => squared(g, g.expand(x, [4, 2, 5, 3]))),
  one('Tile', 'two axes', [2, 3], (g, x) => g.op1('Tile', [x, g.ints([2, 3])])),
  one('Pad', 'constant border', [2, 3], (g, x) => squared(g, g.pad(x, [1, 0, 2, 1]))),
  one('Pad', 'negative border cuts', [4, 3], (g, x) => squared(g, g.pad(x, [-1, 0, 0, 1]))),
  ...[1, -1, 0].map((axis) =>
    one('Split', `axis ${axis}`, [4, 4], (g, x) => g.split(x, axis, [1, 3]).map((part) => squared(g, part))),
  ),
  one('Split', 'unused part', [4, 3], (g, x) => squared(g, g.split(x, 0, [1, 3])[1] as Value)),
  one('Slice', 'several axes', [4, 5], (g, x) =>
    squared(g, g.op1('Slice', [x, g.ints([1, -3]), g.ints([4, 5]), g.ints([0, 1])])),
  ),
  one('Slice', 'to the end, as exporters write it', [4, 3], (g, x) => {
    const end = g.constant(null, tensor('int64', [1], BigInt64Array.of(2n ** 63n - 1n)));
    return squared(g, g.op1('Slice', [x, g.ints([1]), end, g.ints([0])]));
  }),
  one('Slice', 'backwards from the end, as exporters write it', [4, 3], (g, x) => {
    const start = g.constant(null, tensor('int64', [1], BigInt64Array.of(2n ** 63n - 1n)));
    return squared(g, g.op1('Slice', [x, start, g.ints([-100]), g.ints([0]), g.ints([-1])]));
  }),
  one('Slice', 'step 2', [7], (g, x) => squared(g, g.slice(x, 0, 1, 7, 2))),
  one('Slice', 'backwards', [5, 2], (g, x) =>
    squared(g, g.op1('Slice', [x, g.ints([-1]), g.ints([-100]), g.ints([0]), g.ints([-1])])),
  ),
  ...[1, 0].map((upper) =>
    one('Trilu', `upper ${upper}`, [4, 4], (g, x) => squared(g, g.op1('Trilu', [x, g.scalar(1, 'int64')], { upper }))),
  ),
  ...['DCR', 'CRD'].map((mode) =>
    one('DepthToSpace', mode, [1, 8, 2, 3], (g, x) => squared(g, g.op1('DepthToSpace', [x], { blocksize: 2, mode }))),
  ),
  one('SpaceToDepth', 'blocks of 2', [1, 2, 4, 6], (g, x) => squared(g, g.op1('SpaceToDepth', [x], { blocksize: 2 }))),
  ...[0, -1].flatMap((axis) =>
    [['a', 'b', 'c'], ['b']].map((wanted): RuleCase => ({
      op: 'Concat',
      title: `axis ${axis}, wants ${wanted.join(',')}`,
      inputs: { a: sample([2, 2]), b: sample([2, 2]), c: sample([2, 2]) },
      wanted,
      build: (g, { a, b, c }) => squared(g, g.concat([a as Value, b as Value, c as Value], axis)),
    })),
  ),
];
