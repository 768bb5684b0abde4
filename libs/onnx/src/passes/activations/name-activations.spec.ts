import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../builder/graph-builder.js';
import type { Value } from '../../graph/value.js';
import { nameActivations } from './name-activations.js';

const half = [3, 4];

/** What is left of x → spelled(x) → output. */
function named(spelled: (g: GraphBuilder, x: Value) => Value): readonly string[] {
  const g = new GraphBuilder();
  g.output(spelled(g, g.input('x', 'float32', half)), 'y');
  return nameActivations(g.build()).nodes.map(({ opType, attributes }) => {
    const kind = attributes.get('approximate') ?? attributes.get('alpha');
    return kind && typeof kind.value !== 'object' ? `${opType} ${kind.value}` : opType;
  });
}

const tanhOf = (g: GraphBuilder, x: Value, cube: Value) =>
  g.tanh(g.mul(g.add(x, g.mul(cube, 0.044715)), Math.sqrt(2 / Math.PI)));
const asTorchExports = (g: GraphBuilder, x: Value) =>
  g.mul(g.mul(x, g.add(tanhOf(g, x, g.mul(x, g.mul(x, x))), 1)), 0.5);

describe('nameActivations', () => {
  it('knows Gelu however it is spelled out', () => {
    expect(named(asTorchExports)).toEqual(['Gelu tanh']);
    expect(named((g, x) => g.mul(g.mul(x, 0.5), g.add(1, tanhOf(g, x, g.pow(x, 3)))))).toEqual(['Gelu tanh']);
    expect(named((g, x) => g.mul(g.mul(x, 0.5), g.add(g.erf(g.div(x, Math.SQRT2)), 1)))).toEqual(['Gelu none']);
    expect(named((g, x) => g.mul(x, g.mul(g.add(g.erf(g.mul(x, Math.SQRT1_2)), 1), 0.5)))).toEqual(['Gelu none']);
  });

  it('knows SiLU and the quick Gelu of CLIP', () => {
    expect(named((g, x) => g.mul(x, g.sigmoid(x)))).toEqual(['QuickGelu 1']);
    expect(named((g, x) => g.mul(g.sigmoid(g.mul(x, 1.702)), x))).toEqual(['QuickGelu 1.702']);
  });

  it('takes what the chain starts from where that is scaled itself', () => {
    expect(named((g, x) => asTorchExports(g, g.mul(x, 2)))).toEqual(['Mul', 'Gelu tanh']);
  });

  it('leaves what only looks like it: another constant, another operand, another shape', () => {
    const other = (g: GraphBuilder, x: Value) => g.mul(x, g.sigmoid(g.mul(x, 1.6)));
    expect(named(other)).toEqual(['Mul', 'Sigmoid', 'Mul']);
    const gate = (g: GraphBuilder, x: Value) => g.mul(g.reduceSum(x, [0], true), g.sigmoid(x));
    expect(named(gate)).not.toContain('QuickGelu 1');
    expect(named((g, x) => g.mul(x, g.sigmoid(g.reduceSum(x, [1], true))))).not.toContain('QuickGelu 1');
    expect(named((g, x) => g.tanh(g.mul(x, 0.5)))).toEqual(['Mul', 'Tanh']);
  });

  it('keeps what somebody else reads of the chain', () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', half);
    const gate = g.sigmoid(x);
    g.output(g.mul(x, gate), 'y');
    g.output(gate, 'gate');
    expect(nameActivations(g.build()).nodes.map(({ opType }) => opType)).toEqual(['Sigmoid', 'QuickGelu']);
  });

  it('hands back the same graph when there is nothing to name', () => {
    const g = new GraphBuilder();
    g.output(g.relu(g.input('x', 'float32', half)), 'y');
    const graph = g.build();
    expect(nameActivations(graph)).toBe(graph);
  });
});
