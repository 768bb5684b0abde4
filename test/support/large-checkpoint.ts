/** The tiny checkpoint with two matrices of more than a gigabyte each behind its decoder, all of them zero. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Damage } from './damage-checkpoint.js';
import { tinyConfiguration, writeTinyCheckpoint } from './tiny-checkpoint.js';

const wide = 12_000_000;

/**
 * Writes it to `folder`, which must not be there; the large weights are holes in a file.
 * @returns bytes of the large weights
 */
export async function writeLargeCheckpoint(folder: string): Promise<number> {
  await writeTinyCheckpoint(folder);
  const words = tinyConfiguration.decoder.vocabulary;
  const bytes = 4 * words * wide;
  const data = 'large.onnx_data';
  const matrix = (name: string, dims: readonly number[], offset: number) => ({
    ...{ name, dataType: 1, dims: BigInt64Array.from(dims, BigInt), dataLocation: 1 },
    externalData: Object.entries({ location: data, offset: String(offset), length: String(bytes) }).map(
      ([key, value]) => ({ key, value }),
    ),
  });
  await new Damage(folder).graph('onnx/decoder_model_merged.onnx', ({ nodes = [], initializers = [] }) => ({
    initializers: [...initializers, matrix('large.in', [words, wide], 0), matrix('large.out', [wide, words], bytes)],
    nodes: [
      ...nodes.map((node) => ({ ...node, outputs: (node.outputs ?? []).map((o) => (o === 'logits' ? 'small' : o)) })),
      { name: 'large/in', opType: 'MatMul', inputs: ['small', 'large.in'], outputs: ['large'] },
      { name: 'large/out', opType: 'MatMul', inputs: ['large', 'large.out'], outputs: ['none'] },
      { name: 'large/add', opType: 'Add', inputs: ['small', 'none'], outputs: ['logits'] },
    ],
  }));
  const file = await open(join(folder, 'onnx', data), 'w');
  await file.truncate(2 * bytes);
  await file.close();
  return 2 * bytes;
}
