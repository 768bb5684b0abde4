/** A node case as a static graph of ours. */
import { importGraph, staticShape, type Graph } from '@palimpsest/onnx';
import { isInteger, type Tensor } from '@palimpsest/tensor';
import type { NodeCase } from './node-case-file.js';

export interface ImportedCase {
  readonly graph: Graph;
  /** For the inputs that the graph still has. */
  readonly feeds: Readonly<Record<string, Tensor>>;
}

/**
 * Node cases feed axes, sizes and scales, which models hold constant: they are fixed, the first input only where the
 * shape of the result depends on it.
 * @throws GraphError where the graph is refused
 */
export function importCase(test: Pick<NodeCase, 'model' | 'inputs'>, constant: readonly string[] = []): ImportedCase {
  const [first] = Object.keys(test.inputs);
  const decides = ([name, data]: readonly [string, Tensor]) =>
    constant.includes(name) || name === 'scales' || (data.dims.length <= 1 && isInteger(data.dtype) && name !== first);
  const flat = ([name, data]: readonly [string, Tensor]) => constant.includes(name) || data.dims.length <= 1;
  const usual = importWith(test, decides);
  const isStatic = usual.graph.outputs.every(({ shape }) => staticShape(shape) !== null);
  return isStatic ? usual : importWith(test, flat);
}

function importWith(
  { model, inputs }: Pick<NodeCase, 'model' | 'inputs'>,
  isFixed: (entry: [string, Tensor]) => boolean,
): ImportedCase {
  const entries = Object.entries(inputs);
  return {
    graph: importGraph(model, { fixed: Object.fromEntries(entries.filter(isFixed)) }),
    feeds: Object.fromEntries(entries.filter((entry) => !isFixed(entry))),
  };
}
