/** Cases of rotary embeddings: layouts × pairings × ways to give positions × partial rotation. */
import type { Value } from '@palimpsest/onnx';
import { single } from '../rules/rule-cases.js';
import { angles, integers, microsoft, type LoweredCase } from './lowered-case.js';

const layouts = { 'B S HD': [2, 3, 32], 'B H S d': [2, 2, 3, 16] } as const;
type Layout = keyof typeof layouts;

function microsoftCase(layout: Layout, interleaved: 0 | 1, offset: boolean, partial: boolean): LoweredCase {
  const pairs = partial ? 4 : 8;
  return {
    op: 'com.microsoft.RotaryEmbedding',
    title: [
      layout,
      interleaved ? 'interleaved' : 'halves',
      offset ? 'offset' : 'ids',
      partial ? 'partial' : 'whole',
    ].join(),
    inputs: { x: single(layouts[layout]) },
    build: (g, { x }) => {
      const ids = offset ? integers(g, 'int64', [1], [2]) : integers(g, 'int64', [2, 3], [0, 1, 2, 5, 3, 1]);
      const attributes = { interleaved, num_heads: 2, rotary_embedding_dim: partial ? 8 : 0 };
      return g.op1('RotaryEmbedding', [x as Value, ids, ...angles(g, x as Value, [8, pairs])], attributes, microsoft);
    },
  };
}

function standardCase(layout: Layout, interleaved: 0 | 1, looked: boolean, partial: boolean): LoweredCase {
  const pairs = partial ? 4 : 8;
  return {
    op: 'RotaryEmbedding',
    title: [
      layout,
      interleaved ? 'interleaved' : 'halves',
      looked ? 'ids' : 'tables',
      partial ? 'partial' : 'whole',
    ].join(),
    inputs: { x: single(layouts[layout]) },
    build: (g, { x }) => {
      const tables = angles(g, x as Value, looked ? [8, pairs] : [2, 3, pairs]);
      const ids = looked ? [integers(g, 'int64', [2, 3], [0, 1, 2, 5, 3, 1])] : [];
      const attributes = { interleaved, num_heads: 2, rotary_embedding_dim: partial ? 8 : 0 };
      return g.op1('RotaryEmbedding', [x as Value, ...tables, ...ids], attributes);
    },
  };
}

const grid = (make: (layout: Layout, interleaved: 0 | 1, second: boolean, third: boolean) => LoweredCase) =>
  (['B S HD', 'B H S d'] as const).flatMap((layout) =>
    ([0, 1] as const).flatMap((interleaved) =>
      [false, true].flatMap((second) => [false, true].map((third) => make(layout, interleaved, second, third))),
    ),
  );

export const rotaryCases: readonly LoweredCase[] = [
  ...grid(microsoftCase),
  ...grid(standardCase),
  {
    op: 'com.microsoft.RotaryEmbedding',
    title: 'the number of heads follows from the tables',
    inputs: { x: single([1, 3, 32]) },
    build: (g, { x }) => {
      const ids = integers(g, 'int64', [1, 3], [0, 1, 2]);
      return g.op1('RotaryEmbedding', [x as Value, ids, ...angles(g, x as Value, [8, 8])], {}, microsoft);
    },
  },
];
