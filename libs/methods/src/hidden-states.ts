/**
 * Hidden states inside an inlined decoder. A decoder graph gives out logits only, so the residual stream is found by
 * what writes to it: a block ends where the product with its down projection is added. Names of weights say which
 * product that is, as all checkpoints have them whose exporter kept the names of PyTorch.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { sliceEarly } from '@palimpsest/onnx';
import { MethodError } from './unlearning-method.js';

/** RMU steers layer 7 of 32. */
const relativeDepth = 7 / 32;

const downProjection = /layers\.(\d+)\..*down_proj/;
const products: ReadonlySet<string> = new Set(['MatMul', 'Gemm']);

/**
 * float[S, L, H] behind the block at RMU's relative depth, of the L tokens before the last.
 * @throws MethodError when no block can be found
 */
export function hiddenStates(g: GraphBuilder, labelled: number): Value {
  const ends = blockEnds(g);
  const at = ends[Math.floor(relativeDepth * ends.length)];
  if (!at)
    throw new MethodError(
      'no block of the decoder was found: its weights need names like layers.0.mlp.down_proj.weight',
      'rmu',
    );
  const total = Number(at.shape[1]);
  return sliceEarly(g, at, 1, total - labelled - 1, total - 1);
}

/** The residual stream behind each block of the decoder, in order. */
function blockEnds(g: GraphBuilder): readonly Value[] {
  const ends = new Map<number, Value>();
  for (const node of g.nodes) {
    if (!products.has(node.opType)) continue;
    const layer = node.inputs.map((input) => downProjection.exec(weightName(g, input))?.[1]).find((found) => found);
    if (layer === undefined) continue;
    const product = node.outputs[0];
    const sum = g.nodes.find(({ opType, inputs }) => opType === 'Add' && product && inputs.includes(product));
    if (!sum?.outputs[0]) continue;
    const [end] = sum.outputs;
    const known = ends.get(Number(layer));
    if (known && known.shape[1] === end.shape[1])
      throw new MethodError('the decoder is read twice, so its layers have no single hidden state', 'rmu');
    if (!known) ends.set(Number(layer), end); // a second, shorter one is the slice that the logits are made of
  }
  return [...ends].sort(([a], [b]) => a - b).map(([, end]) => end);
}

/** Of a weight, as it is or transposed; empty for everything that is computed. */
function weightName(g: GraphBuilder, input: Value | null): string {
  if (!input) return '';
  const producer = g.producer(input);
  const stored = producer?.opType === 'Transpose' ? producer.inputs[0] : input;
  return stored && g.constantNamed(stored.name) ? stored.name : '';
}
