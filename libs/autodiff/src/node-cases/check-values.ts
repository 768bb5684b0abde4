/** What our graph computes against the standard's results. */
import { encodeModel, lowerGraph, type Graph, type GraphBuilder } from '@palimpsest/onnx';
import { toNumbers, type DataType, type Tensor } from '@palimpsest/tensor';
import { importCase } from './imported-case.js';
import type { NodeCase } from './node-case-file.js';

/** Tolerances of onnx's own runner of these cases. */
const [relative, absolute] = [1e-3, 1e-7];

/** Types that onnxruntime-node cannot take in or hand out: a result of such a type ends the process. */
const confined: ReadonlySet<DataType> = new Set<DataType>([
  ...(['bfloat16', 'int4', 'uint4'] as const),
  ...(['float8e4m3fn', 'float8e4m3fnuz', 'float8e5m2', 'float8e5m2fnuz'] as const),
]);

/** Whether all inputs and outputs can cross into the runtime and back. */
export function canRun({ inputs, outputs }: NodeCase): boolean {
  return [...Object.values(inputs), ...Object.values(outputs)].every(({ dtype }) => !confined.has(dtype));
}

/** Opens a graph, or a file as it is: the suite supplies the runtime. */
export type Open = (
  source: { readonly graph: Graph | GraphBuilder } | { readonly bytes: Uint8Array },
) => Promise<Opened>;

export interface Opened {
  run(feeds: NodeCase['inputs']): Promise<Record<string, Tensor>>;
  close(): Promise<void>;
}

/** '' when all outputs are right. */
export async function valueProblem(test: NodeCase, open: Open): Promise<string> {
  const { graph, feeds } = importCase(test);
  return problemOf(() => open({ graph }), feeds, test.outputs);
}

/** The same for the graph without fused operators; '' where there is nothing to lower. */
export async function loweredProblem(test: NodeCase, open: Open): Promise<string> {
  const { graph, feeds } = importCase(test);
  const lowered = lowerGraph(graph);
  return lowered === graph ? '' : problemOf(() => open({ graph: lowered }), feeds, test.outputs);
}

/** The same for the file as onnx wrote it: what the runtime itself makes of the case. */
export async function runtimeProblem(test: NodeCase, open: Open): Promise<string> {
  return problemOf(() => open({ bytes: encodeModel(test.model) }), test.inputs, test.outputs);
}

async function problemOf(
  open: () => Promise<Opened>,
  feeds: NodeCase['inputs'],
  expected: NodeCase['outputs'],
): Promise<string> {
  try {
    const session = await open();
    try {
      const results = await session.run(feeds);
      return Object.entries(expected)
        .map(([name, tensor]) => difference(results[name], tensor))
        .join('');
    } finally {
      await session.close();
    }
  } catch (error) {
    return (error as Error).message;
  }
}

function difference(own: Tensor | undefined, expected: Tensor): string {
  if (!own) return 'missing; ';
  if (own.dtype !== expected.dtype || String(own.dims) !== String(expected.dims))
    return `${own.dtype}[${own.dims.join()}] for ${expected.dtype}[${expected.dims.join()}]; `;
  const [left, right] = [plain(own), plain(expected)];
  const at = left.findIndex((value, i) => !close(value, right[i] ?? Number.NaN));
  return at < 0 ? '' : `element ${at} is ${left[at]} for ${right[at]}; `;
}

/** 8-bit floats are compared bit by bit, large integers as they are. */
function plain(tensor: Tensor): readonly (number | bigint)[] {
  const { dtype, data } = tensor;
  return dtype.startsWith('float8') || dtype.endsWith('int64') ? [...(data as Uint8Array)] : toNumbers(tensor);
}

function close(own: number | bigint, expected: number | bigint): boolean {
  if (own === expected || typeof own === 'bigint' || typeof expected === 'bigint') return own === expected;
  return (
    (Number.isNaN(own) && Number.isNaN(expected)) ||
    Math.abs(own - expected) <= absolute + relative * Math.abs(expected)
  );
}
