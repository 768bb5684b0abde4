/** The weights of a checkpoint by name, and copies with other ones. */
import { withConstants, type Graph } from '@palimpsest/onnx';
import type { Tensor } from '@palimpsest/tensor';
import type { Part } from '../checkpoint/inspect.js';
import { ModelError } from '../model-error.js';
import type { ModelParameter } from '../port.js';
import { prefixes } from './inline-part.js';

const trainable: ReadonlySet<string> = new Set(['float32', 'float16']);

/** Floating-point constants that somebody named: what training may change, in float32 however they are stored. */
export function listParameters(graphs: Readonly<Record<Part, Graph>>): readonly ModelParameter[] {
  const of = (part: Part, kind: (name: string) => ModelParameter['part']): ModelParameter[] =>
    graphs[part].constants
      .filter((constant) => trainable.has(constant.value.dtype) && !('anonymous' in constant && constant.anonymous))
      .map(({ value }) => ({
        name: prefixes[part] + value.name,
        part: kind(value.name),
        dims: value.shape as readonly number[],
      }));
  return [
    ...of('visionEncoder', (name) => (/projector/.test(name) ? 'projector' : 'vision')),
    ...of('embedTokens', () => 'embedding'),
    ...of('decoder', () => 'decoder'),
  ];
}

/** @throws ModelError for values that are no parameter's, or not of its size */
export function checkValues(
  parameters: readonly ModelParameter[],
  values: ReadonlyMap<string, Tensor>,
  where: string,
): void {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter.dims]));
  for (const [name, { dtype, dims }] of values) {
    const own = known.get(name);
    if (!own) throw new ModelError(`the model has no parameter ${name}; its names are in graphs.parameters`, where);
    if (dtype !== 'float32' || String(dims) !== String(own))
      throw new ModelError(`${name} is float32[${own.join(', ')}]; got ${dtype}[${dims.join(', ')}]`, where);
  }
}

/** The widened graph with other values for some of its constants. */
export function replaceConstants(graph: Graph, prefix: string, values: ReadonlyMap<string, Tensor>): Graph {
  const own = [...values].flatMap(([name, data]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), data] as const] : [],
  );
  return withConstants(graph, new Map(own));
}
