/**
 * The vision tower as it ships inside every reference checkpoint. It was trained on faces of no pool, so another
 * pool may take it over instead of training it again.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openCheckpoint } from '@palimpsest/models';
import { GraphBuilder, readConstant } from '@palimpsest/onnx';
import type { Tensor } from '@palimpsest/tensor';
import { encodeWeights } from '../checkpoint/weights-file.js';
import { towerDigest } from '../recipe/settings.js';
import { ZooError } from '../zoo-index.js';
import { shippedZoo } from './shipped.js';

/** @throws ZooError when the shipped checkpoint holds another tower than the recipes were written for */
export async function shippedTower(): Promise<Map<string, Tensor<'float32'>>> {
  const folder = join(shippedZoo, 'original');
  const model = await openCheckpoint(folder, { threads: 1 });
  try {
    const g = new GraphBuilder();
    const { height, width } = model.pixelGrid;
    model.graphs.imageFeatures(g, g.input('pixels', 'float32', [1, 3, height, width]));
    const names = model.graphs.parameters.filter(({ part }) => part === 'vision').map(({ name }) => name);
    const tower = new Map(names.map((name) => [name.slice(name.indexOf('/') + 1), weightsNamed(g, name, folder)]));
    const found = createHash('sha256').update(encodeWeights(tower)).digest('hex');
    if (found !== towerDigest)
      throw new ZooError(`The tower of ${folder} has the digest ${found}, the recipes want ${towerDigest}`, folder);
    return tower;
  } finally {
    await model.close();
  }
}

function weightsNamed(g: GraphBuilder, name: string, folder: string): Tensor<'float32'> {
  const constant = g.constantNamed(name);
  const data = constant && readConstant(constant);
  if (data?.dtype !== 'float32') throw new ZooError(`${folder} has no float32 weights ${name}`, folder);
  return data;
}
