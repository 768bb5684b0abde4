/** Inferred types against those of the standard's results. */
import {
  formatType,
  GraphError,
  importGraph,
  OnnxFormatError,
  type Dim,
  type OnnxModel,
  type Value,
} from '@palimpsest/onnx';
import type { Tensor } from '@palimpsest/tensor';
import { importCase } from './imported-case.js';
import type { NodeCase } from './node-case-file.js';

/** '' when every output has the type that was inferred, otherwise what is wrong. */
export function typeProblem(test: NodeCase): string {
  try {
    return importCase(test)
      .graph.outputs.map((value) => mismatch(value, test.outputs[value.name]))
      .join('');
  } catch (error) {
    return (error as Error).message;
  }
}

/** The same with symbols for the leading dims of all inputs: a refusal is right then, a wrong number is not. */
export function symbolicTypeProblem(test: NodeCase): string {
  const outputs = symbolicOutputs(test) ?? [];
  return outputs.map((value) => mismatch(value, test.outputs[value.name])).join('');
}

export const acceptsSymbols = (test: NodeCase): boolean => symbolicOutputs(test) !== null;

function symbolicOutputs(test: NodeCase): readonly Value[] | null {
  try {
    return importGraph(withSymbols(test.model)).outputs;
  } catch (error) {
    if (error instanceof GraphError || error instanceof OnnxFormatError) return null;
    throw error;
  }
}

function mismatch(value: Value, expected: Tensor | undefined): string {
  if (!expected) return `${value.name} is no output; `;
  const { dtype, dims } = expected;
  const fits = value.shape.length === dims.length && value.shape.every((dim, at) => mayBe(dim, dims[at] ?? 0));
  return fits && value.dtype === dtype ? '' : `${formatType(value)} for ${formatType({ dtype, shape: dims })}; `;
}

/** Symbols are named after their number, so that sums and products of them can be checked. */
function mayBe(dim: Dim, actual: number): boolean {
  if (typeof dim === 'number') return dim === actual;
  if (!/^[-+* 0-9n]+$/.test(dim)) return true; // known at run time only
  const terms = dim
    .replaceAll(' ', '')
    .replaceAll('-', '+-')
    .split('+')
    .filter((term) => term !== '');
  const number = (factor: string) => (factor === '-' ? -1 : Number(factor.replace('n', '')));
  const product = (term: string) =>
    term
      .replace(/^-(?=n)/, '-1*')
      .split('*')
      .reduce((all, factor) => all * number(factor), 1);
  return terms.reduce((sum, term) => sum + product(term), 0) === actual;
}

function withSymbols(model: OnnxModel): OnnxModel {
  const inputs = (model.graph?.inputs ?? []).map((info) => {
    const [first, ...rest] = info.type?.tensor?.shape?.dims ?? [];
    if (!first?.value || first.value === 1n) return info;
    const dims = [{ parameter: `n${first.value}` }, ...rest];
    return { ...info, type: { tensor: { ...info.type?.tensor, shape: { dims } } } };
  });
  return { ...model, graph: { ...model.graph, inputs } };
}
