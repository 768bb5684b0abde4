import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../builder/graph-builder.js';
import type { Graph } from '../graph/graph.js';
import { orderByDepth } from './order-by-depth.js';

const namesOf = (graph: Graph) => graph.nodes.map(({ name }) => name);

/** A chain of three, and a short branch that was written down after it. */
function chainAndBranch() {
  const g = new GraphBuilder();
  const x = g.input('x', 'float32', [2]);
  const chain = g.exp(g.sin(g.cos(x)));
  const branch = g.tanh(x);
  return { g, chain, branch };
}

describe('orderByDepth', () => {
  it('puts the shallow operand of a node before the deep one, which the runtime then finishes first', () => {
    const { g, chain, branch } = chainAndBranch();
    g.output(g.mul(chain, branch), 'y');
    expect(namesOf(orderByDepth(g.build()))).toEqual(['Cos', 'Tanh', 'Sin', 'Exp', 'Mul']);
  });

  it('puts the parts of a Concat right before it, the shallow ones last', () => {
    const { g, chain, branch } = chainAndBranch();
    g.output(g.concat([branch, chain], 0), 'y');
    expect(namesOf(orderByDepth(g.build()))).toEqual(['Cos', 'Sin', 'Exp', 'Tanh', 'Concat']);
  });

  it('keeps every node behind what it needs', () => {
    const { g, chain, branch } = chainAndBranch();
    const joined = g.concat([branch, chain, g.neg(branch)], 0);
    g.output(g.add(g.reduceSum(joined), g.reduceSum(branch)), 'y');
    const { nodes } = orderByDepth(g.build());
    nodes.forEach((node, at) => {
      const later = new Set(nodes.slice(at).flatMap(({ outputs }) => outputs));
      expect(node.inputs.filter((input) => later.has(input))).toEqual([]);
    });
    expect(nodes).toHaveLength(g.nodes.length);
  });

  it('changes nothing the second time', () => {
    const { g, chain, branch } = chainAndBranch();
    g.output(g.mul(chain, branch), 'y');
    const once = orderByDepth(g.build());
    expect(namesOf(orderByDepth(once))).toEqual(namesOf(once));
  });
});
