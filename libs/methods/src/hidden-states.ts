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
    const layer = node.inputs.map((input) => downProjection.exec(input?.name ?? '')?.[1]).find((found) => found);
    if (layer === undefined) continue;
    const product = node.outputs[0];
    const sum = g.nodes.find(({ opType, inputs }) => opType === 'Add' && product && inputs.includes(product));
    if (!sum?.outputs[0]) continue;
    if (ends.has(Number(layer)))
      throw new MethodError('the decoder is read twice, so its layers have no single hidden state', 'rmu');
    ends.set(Number(layer), sum.outputs[0]);
  }
  return [...ends].sort(([a], [b]) => a - b).map(([, end]) => end);
}
