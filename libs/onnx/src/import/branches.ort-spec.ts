import { openSession } from '@palimpsest/runtime';
import { fromNumbers, tensor, type Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { encodeModel } from '../format/encode.js';
import type { GraphProto, NodeProto, OnnxModel, ValueInfoProto } from '../format/model.js';
import { encodeTensor } from '../format/tensor-proto.js';
import { importGraph } from './import-graph.js';

const value = (name: string, elementType: number, ...dims: readonly (number | string)[]): ValueInfoProto => ({
  name,
  type: {
    tensor: {
      elementType,
      shape: { dims: dims.map((dim) => (typeof dim === 'number' ? { value: BigInt(dim) } : { parameter: dim })) },
    },
  },
});
const node = (opType: string, inputs: readonly string[], outputs: readonly string[]): NodeProto => ({
  ...{ opType, inputs, outputs, name: `${opType} ${outputs.join()}` },
});
const choose = (condition: string, output: string, then_branch: GraphProto, else_branch: GraphProto): NodeProto => ({
  ...node('If', [condition], [output]),
  attributes: Object.entries({ then_branch, else_branch }).map(([name, graph]) => ({ name, type: 5, graph })),
});
const branch = (
  nodes: readonly NodeProto[],
  initializers: readonly (readonly [string, number])[] = [],
): GraphProto => ({
  name: 'branch',
  nodes,
  initializers: initializers.map(([name, x]) => encodeTensor(name, fromNumbers('float32', [], [x]))),
  outputs: [value('result', 1, 'rows', 2)],
});

/** With a cache: y = 3·(x + past); without: y = 5·x. Both branches call their results and weights alike. */
const merged: OnnxModel = {
  irVersion: 9n,
  opsetImports: [{ domain: '', version: 20n }],
  graph: {
    name: 'merged',
    inputs: [value('x', 1, 'rows', 2), value('past', 1, 'rows', 2), value('use_cache_branch', 9, 1)],
    outputs: [value('y', 1, 'rows', 2), value('z', 1, 'rows', 2)],
    nodes: [
      node('Neg', ['y'], ['z']), // out of order: the branch is needed first
      choose(
        'use_cache_branch',
        'y',
        branch([node('Add', ['x', 'past'], ['seen']), node('Mul', ['seen', 'w'], ['result'])], [['w', 3]]),
        branch([node('Mul', ['copy', 'w'], ['result'])], [['w', 5]]),
      ),
      node('Exp', ['x'], ['copy']),
    ],
  },
};

const feeds = {
  x: fromNumbers('float32', [3, 2], [1, 2, 3, 4, 5, 6]),
  past: fromNumbers('float32', [3, 2], [9, 8, 7, 6, 5, 4]),
};
const truth = (x: boolean) => tensor('bool', [1], Uint8Array.of(x ? 1 : 0));

async function run(source: Parameters<typeof openSession>[0], inputs: Readonly<Record<string, Tensor>>) {
  const session = await openSession(source);
  try {
    return await session.run(inputs);
  } finally {
    await session.close();
  }
}

describe('If', () => {
  it.each([true, false])('is replaced by the branch that a fixed input takes: %s', async (cache) => {
    const use_cache_branch = truth(cache);
    const graph = importGraph(merged, { fixed: { use_cache_branch } });
    expect(graph.inputs.map(({ name }) => name)).toEqual(['x', 'past']);
    const { nodes = [] } = merged.graph!;
    const ordered = { ...merged, graph: { ...merged.graph, nodes: [nodes[2]!, nodes[1]!, nodes[0]!] } };
    const expected = await run({ bytes: encodeModel(ordered) }, { ...feeds, use_cache_branch });
    expect(await run({ graph }, feeds)).toEqual(expected);
  });

  it('asks for the input when nothing decides', () => {
    expect(() => importGraph(merged)).toThrow(/If ‹If y› is decided by use_cache_branch at run time; .* `fixed`/);
  });

  it('says when the input is of another type', () => {
    const fixed = { use_cache_branch: fromNumbers('float32', [1], [1]) };
    expect(() => importGraph(merged, { fixed })).toThrow('the input use_cache_branch is bool[1], fixed as float32[1]');
  });

  it('is decided by shapes once they are known, inside branches too', async () => {
    const two = encodeTensor('two', fromNumbers('int64', [], [2]));
    const last = encodeTensor('last', fromNumbers('int64', [], [1]));
    const inner = choose(
      'narrow',
      'result',
      branch([node('Neg', ['x'], ['result'])]),
      branch([node('Exp', ['x'], ['result'])]),
    );
    const model: OnnxModel = {
      ...merged,
      graph: {
        name: 'shapes',
        initializers: [two, last],
        inputs: [value('x', 1, 3, 2)],
        outputs: [value('y', 1, 3, 2)],
        nodes: [
          node('Shape', ['x'], ['shape']),
          node('Gather', ['shape', 'last'], ['width']),
          node('Equal', ['width', 'two'], ['narrow']),
          choose('narrow', 'y', branch([inner]), branch([node('Frobnicate', ['x'], ['result'])])),
        ],
      },
    };
    const graph = importGraph(model);
    expect(graph.nodes.map(({ opType }) => opType)).toEqual(['Neg']);
    expect((await run({ graph }, { x: feeds.x }))['y']?.data).toEqual(Float32Array.of(-1, -2, -3, -4, -5, -6));
  });
});
