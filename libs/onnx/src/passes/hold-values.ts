/** A graph in which some values are held still: whatever reads one reads numbers that are given instead. */
import type { Tensor } from '@palimpsest/tensor';
import type { Graph, InlineConstant, Node } from '../graph/graph.js';
import type { Value } from '../graph/value.js';

/**
 * The sizes of a value stay what they were: the numbers are repeated along every axis on which there is one of them.
 *
 * @param held by value, of the value's type and rank; values that the graph gives out are none of them
 */
export function holdValues(graph: Graph, held: ReadonlyMap<Value, Tensor>): Graph {
  const holds = [...held].map(([value, data]) => holdOf(value, data));
  const readAs = new Map(holds.map(({ value, still }) => [value, still]));
  const nodes = graph.nodes.flatMap((node): readonly Node[] => [
    { ...node, inputs: node.inputs.map((input) => input && (readAs.get(input) ?? input)) },
    ...holds.flatMap(({ value, nodes }) => (node.outputs.includes(value) ? nodes : [])),
  ]);
  return { ...graph, nodes, constants: [...graph.constants, ...holds.map(({ constant }) => constant)] };
}

interface Hold {
  readonly value: Value;
  readonly still: Value;
  readonly nodes: readonly Node[];
  readonly constant: InlineConstant;
}

function holdOf(value: Value, data: Tensor): Hold {
  const { name, dtype, shape } = value;
  const named = (what: string) => `${name}/${what}`;
  const numbers: Value = { name: named('held-numbers'), dtype, shape: data.dims };
  const size: Value = { name: named('held-size'), dtype: 'int64', shape: [shape.length] };
  const still: Value = { name: named('held'), dtype, shape };
  return {
    ...{ value, still, constant: { value: numbers, data } },
    nodes: [
      { ...primitive('Shape', [value], size), name: named('held-size') },
      { ...primitive('Expand', [numbers, size], still), name: named('held') },
    ],
  };
}

const primitive = (opType: string, inputs: readonly Value[], output: Value): Omit<Node, 'name'> => ({
  ...{ opType, domain: '', inputs, outputs: [output], attributes: new Map() },
});
