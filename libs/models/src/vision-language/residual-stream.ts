/**
 * The residual stream of a decoder, found by its shape alone. Every layer reads the stream and adds to it, so between two
 * layers nothing else is alive on the way from the embeddings to the logits: a sum of two values that both depend on the
 * embeddings, and the only one that is read from there on. Which layer a sum belongs to is told by the cache, whose
 * entries are named in every checkpoint: layer l reads the last sum that `present.l.key` depends on.
 */
import type { Node, Value } from '@palimpsest/onnx';
import { dependentOn, isIn, leadingTo, tellsSizes } from './dependence.js';

export interface DecoderValues {
  /** In the order of their computation. */
  readonly nodes: readonly Node[];
  /** `inputs_embeds` */
  readonly embeddings: Value;
  readonly logits: Value;
  /** `present.‹layer›.key` of every layer. */
  readonly keys: readonly Value[];
}

export interface StreamPoints {
  /** What the stream holds behind each layer. */
  readonly ends: readonly Value[];
  /** From the last of them to the logits: the last norm and the head, in order. */
  readonly head: readonly Node[];
}

/** @returns in words why there is no such stream, where there is none */
export function residualStream({ nodes, embeddings, logits, keys }: DecoderValues): StreamPoints | string {
  const dependent = dependentOn(nodes, embeddings);
  const path = leadingTo(nodes, logits).filter(({ outputs }) => outputs.some(isIn(dependent)));
  const sums = residualSums(path, embeddings, logits, dependent);
  const readByLayers = keys.map((key) => lastMade(sums, leadingTo(nodes, key)));
  const ends = [...readByLayers.slice(1), sums.at(-1)];
  const places = ends.map((end) => (end ? sums.indexOf(end) : -1));
  const stuck = places.findIndex((place, layer) => place <= (places[layer - 1] ?? -1));
  if (stuck >= 0 || readByLayers[0])
    return `behind layer ${Math.max(stuck, 0) + 1} of ${keys.length} the decoder has no sum that all later values go through`;
  const found = ends as readonly Value[]; // none is missing: a missing one is at -1
  return { ends: found, head: behind(path, found.at(-1) as Value) };
}

/** Sums of the path behind which they alone are alive, in order. */
function residualSums(
  path: readonly Node[],
  embeddings: Value,
  logits: Value,
  dependent: ReadonlySet<Value>,
): readonly Value[] {
  const lastRead = new Map<Value, number>([[logits, path.length]]);
  path.forEach(({ opType, inputs }, at) => {
    if (tellsSizes.has(opType)) return;
    for (const input of inputs) if (input && dependent.has(input) && input !== logits) lastRead.set(input, at);
  });
  const readBehind = (value: Value, at: number) => (lastRead.get(value) ?? -1) > at;
  const alive = new Set([embeddings]);
  return path.flatMap(({ opType, inputs, outputs }, at) => {
    for (const output of outputs) if (output && dependent.has(output)) alive.add(output);
    for (const value of alive) if (!readBehind(value, at)) alive.delete(value);
    const [sum] = outputs;
    const isSum = opType === 'Add' && inputs.every(isIn(dependent));
    return isSum && sum && alive.size === 1 && alive.has(sum) ? [sum] : [];
  });
}

function lastMade(sums: readonly Value[], path: readonly Node[]): Value | undefined {
  const made = new Set(path.flatMap(({ outputs }) => outputs));
  return sums.findLast((sum) => made.has(sum));
}

function behind(path: readonly Node[], end: Value): readonly Node[] {
  const made = dependentOn(path, end);
  return path.filter(({ outputs, inputs }) => inputs.some(isIn(made)) && outputs.some(isIn(made)));
}
