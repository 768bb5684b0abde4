import { GraphBuilder, type Value } from '@palimpsest/onnx';
import { zeros } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { residualStream } from './residual-stream.js';

/** A stream of two layers: each reads it, its key is made of what it reads, and something is written back. */
function decoder(write: (g: GraphBuilder, stream: Value, branch: Value) => Value) {
  const g = new GraphBuilder();
  const weight = (name: string) => g.constant(name, zeros('float32', [4, 4]));
  const embeddings = g.input('inputs_embeds', 'float32', ['batch', 'sequence', 4]);
  const keys: Value[] = [];
  let stream = embeddings;
  for (const layer of [0, 1]) {
    const key = g.matMul(g.tanh(stream), weight(`key ${layer}`));
    keys.push(key);
    stream = write(g, stream, g.matMul(g.softmax(key), weight(`value ${layer}`)));
  }
  const logits = g.matMul(g.tanh(stream), weight('head'));
  return { nodes: g.nodes, embeddings, logits, keys, last: stream };
}

describe('the residual stream', () => {
  it('ends behind each layer with a sum that all later values are made of', () => {
    const { last, ...values } = decoder((g, stream, branch) => g.add(stream, branch));
    const found = residualStream(values);
    if (typeof found === 'string') throw new Error(found);
    expect(found.ends).toHaveLength(2);
    expect(found.ends[1]).toBe(last);
    expect(found.head.map(({ opType }) => opType)).toEqual(['Tanh', 'MatMul']);
  });

  it('is told from a sum with something that does not depend on the embeddings', () => {
    const { last, ...values } = decoder((g, stream, branch) => g.add(g.add(stream, branch), g.scalar(1)));
    const found = residualStream(values);
    if (typeof found === 'string') throw new Error(found);
    expect(found.ends[1]).not.toBe(last);
    expect(found.head.map(({ opType }) => opType)).toEqual(['Add', 'Tanh', 'MatMul']);
  });

  it('is not there where layers pass on nothing but their own result', () => {
    const values = decoder((g, _stream, branch) => g.tanh(branch));
    expect(residualStream(values)).toBe('behind layer 1 of 2 the decoder has no sum that all later values go through');
  });

  it('is not there where something goes round the sums', () => {
    const values = decoder((g, stream, branch) => g.mul(g.add(stream, branch), stream));
    expect(residualStream(values)).toMatch(/^behind layer 1 of 2/);
  });
});
