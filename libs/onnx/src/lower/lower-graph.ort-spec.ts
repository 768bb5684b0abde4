import { openSession } from '@palimpsest/runtime';
import { fromNumbers, Rng, tensor, tensorBytes, toNumbers, type Tensor } from '@palimpsest/tensor';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../builder/graph-builder.js';
import { isExternal, type Graph } from '../graph/graph.js';
import type { Dim } from '../graph/value.js';
import { lowerGraph } from './lower-graph.js';
import { refusalOf } from './refusal.js';

const [heads, groups, width] = [4, 2, 16];
const microsoft = { domain: 'com.microsoft' };

function random(dims: readonly number[], seed: string): Tensor {
  const rng = new Rng(seed);
  const count = dims.reduce((product, dim) => product * dim, 1);
  return fromNumbers(
    'float32',
    dims,
    Array.from({ length: count }, () => 2 * rng.uniform() - 1),
  );
}

/** A decoder layer as exporters fuse it, without its weights. */
function layer(batch: Dim, rows: Dim, past: Dim): Graph {
  const g = new GraphBuilder();
  const hidden = heads * width;
  const x = g.input('x', 'float32', [batch, rows, hidden]);
  const skip = g.input('skip', 'float32', [batch, rows, hidden]);
  const cache = ['keys', 'values'].map((name) => g.input(`past.${name}`, 'float32', [batch, groups, past, width]));
  const lengths = ['lengths', 'total'].map((name) => g.input(name, 'int32', name === 'total' ? [] : [batch]));
  const scale = g.constant('norm.weight', random([hidden], 'norm'));
  const [normal, , , sum] = g.op(
    'SkipSimplifiedLayerNormalization',
    [x, skip, scale],
    { epsilon: 1e-5 },
    { ...microsoft, name: 'norm', outputNames: ['normal', null, null, 'sum'] },
  );
  const tables = [Math.cos, Math.sin].map((of) => g.constant(of.name, angles(of)));
  const packed = g.matMul(normal!, g.constant('qkv.weight', random([hidden, (heads + 2 * groups) * width], 'qkv')));
  const attention = g.op(
    'GroupQueryAttention',
    [packed, null, null, ...cache, ...lengths, ...tables],
    { num_heads: heads, kv_num_heads: groups, do_rotary: 1 },
    { ...microsoft, name: 'attention', outputs: 3 },
  );
  g.output(g.add(sum!, attention[0]!), 'y');
  g.output(attention[1]!, 'present.keys');
  return g.build({ name: 'layer' });
}

const angles = (of: (angle: number) => number) =>
  fromNumbers(
    'float32',
    [12, width / 2],
    Array.from({ length: 6 * width }, (_, at) => of(at * 0.1)),
  );

async function run(graph: Graph, feeds: Readonly<Record<string, Tensor>>) {
  const session = await openSession({ graph });
  try {
    return await session.run(feeds);
  } finally {
    await session.close();
  }
}

function feedsOf(batch: number, rows: number, past: number) {
  const dims = [batch, rows, heads * width];
  const cache = [batch, groups, past, width];
  return {
    ...{ x: random(dims, 'x'), skip: random(dims, 'skip') },
    ...{ 'past.keys': random(cache, 'keys'), 'past.values': random(cache, 'values') },
    lengths: fromNumbers('int32', [batch], Array<number>(batch).fill(past + rows - 1)),
    total: fromNumbers('int32', [], [past + rows]),
  };
}

describe('lowerGraph', () => {
  it.each([
    [2, 5, 0],
    [3, 1, 4],
    [1, 3, 2],
  ])('lowers once for any batch, length and cache: %i × %i behind %i', async (batch, rows, past) => {
    const [fused, lowered] = [layer('batch', 'rows', 'past'), lowerGraph(layer('batch', 'rows', 'past'))];
    expect(lowered.nodes.filter(({ domain }) => domain !== '')).toEqual([]);
    expect(lowered.outputs.map(({ name, shape }) => [name, shape])).toEqual(
      fused.outputs.map(({ name, shape }) => [name, shape]),
    );
    const feeds = feedsOf(batch, rows, past);
    const [expected, own] = [await run(fused, feeds), await run(lowered, feeds)];
    for (const { name } of fused.outputs) {
      const reference = toNumbers(expected[name]!);
      const worst = toNumbers(own[name]!).map((value, at) => Math.abs(value - reference[at]!));
      expect(Math.max(...worst)).toBeLessThan(2e-6 * Math.max(...reference.map(Math.abs)));
    }
  });

  it('becomes static when it is inlined with numbers', () => {
    const g = new GraphBuilder();
    const inputs = layer(2, 3, 0).inputs;
    const bindings = Object.fromEntries(inputs.map(({ name, dtype, shape }) => [name, g.input(name, dtype, shape)]));
    g.output(g.inline(lowerGraph(layer('batch', 'rows', 'past')), bindings, 'decoder/')['y']!);
    const { nodes } = g.build();
    expect(nodes.flatMap(({ outputs }) => outputs.flatMap((value) => value!.shape))).not.toContainEqual(
      expect.any(String),
    );
    expect(nodes.map(({ opType }) => opType)).not.toContain('Range');
  });

  it('keeps inputs and parameters under their names', () => {
    const [fused, lowered] = [layer(2, 3, 0), lowerGraph(layer(2, 3, 0))];
    expect(lowered.inputs).toEqual(fused.inputs);
    const names = (graph: Graph) => graph.constants.flatMap((c) => ('anonymous' in c ? [] : [c.value.name])).sort();
    expect(names(lowered)).toEqual(names(fused));
  });

  it('gives a graph without fused operators back', () => {
    const g = new GraphBuilder();
    g.output(g.exp(g.input('x', 'float32', [2])), 'y');
    const graph = g.build();
    expect(lowerGraph(graph)).toBe(graph);
  });

  it('leaves a form it does not know, and says which', () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', [1, 2, 64]);
    const lengths = [g.constant(null, fromNumbers('int32', [1], [1])), g.constant(null, fromNumbers('int32', [], [2]))];
    const attributes = { num_heads: 2, kv_num_heads: 1, sliding_window_cache: 1 };
    g.output(g.op1('GroupQueryAttention', [x, null, null, null, null, ...lengths], attributes, microsoft), 'y');
    const [node] = lowerGraph(g.build()).nodes;
    expect(node?.opType).toBe('GroupQueryAttention');
    expect(refusalOf(node!)).toBe('attribute sliding_window_cache is not supported');
  });

  describe('with quantized weights on disk', () => {
    let folder: string;
    beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'lower-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    it('leaves them there, under a 4-bit type', async () => {
      const [rows, count, size] = [8, 2, 32];
      const packed = tensor(
        'uint8',
        [rows, count, size / 2],
        Uint8Array.from({ length: 256 }, (_, at) => at),
      );
      const file = join(folder, 'weights.bin');
      writeFileSync(file, tensorBytes(packed));
      const g = new GraphBuilder();
      const x = g.input('x', 'float32', [3, count * size]);
      const weights = g.externalConstant('w', 'uint8', packed.dims, { file, offset: 0, length: 256 });
      const scales = g.constant('scales', random([rows, count], 'scales'));
      const attributes = { K: count * size, N: rows, bits: 4, block_size: size };
      g.output(g.op1('MatMulNBits', [x, weights, scales], attributes, microsoft), 'y');
      const lowered = lowerGraph(g.build());
      expect(lowered.constants.filter(isExternal).map(({ value, external }) => [value.dtype, external])).toEqual([
        ['uint4', { file, offset: 0, length: 256 }],
      ]);
      const feeds = { x: random([3, count * size], 'x') };
      const [own, expected] = [await run(lowered, feeds), await run(g.build(), feeds)];
      expect(own['y']?.data).toEqual(expected['y']?.data);
    });
  });
});
