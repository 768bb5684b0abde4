/** A timed model on disk: as a checkpoint folder for ours, as plain tensors and sizes for PyTorch. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeModelFiles } from '@palimpsest/onnx';
import { decoderGraph, embedTokensGraph } from '../../../../libs/zoo/src/architecture/exported-graphs.js';
import { configurationFiles, pixelNormalisation } from '../../../../libs/zoo/src/checkpoint/configuration-files.js';
import { WordTokenizer } from '../../../../libs/zoo/src/checkpoint/word-tokenizer.js';
import { benchModels, type ModelName } from '../models/bench-models.js';
import { writeTensors } from './tensor-file.js';

/** @returns the folder of the checkpoint */
export function writeModel(folder: string, name: ModelName): string {
  const { configuration, stem, weights: draw, visionEncoder } = benchModels[name];
  const weights = draw();
  const checkpoint = join(folder, 'checkpoint');
  mkdirSync(join(checkpoint, 'onnx'), { recursive: true });
  const graphs = {
    vision_encoder: visionEncoder(weights),
    embed_tokens: embedTokensGraph(weights),
    decoder_model_merged: decoderGraph(configuration, weights),
  };
  for (const [part, graph] of Object.entries(graphs)) {
    writeModelFiles(graph.build({ name: part }), join(checkpoint, 'onnx'), part);
  }
  for (const [file, content] of Object.entries(configurationFiles(configuration, tokenizerOf(name)))) {
    writeFileSync(join(checkpoint, file), JSON.stringify(content));
  }
  writeTensors(join(folder, 'weights'), weights);
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ ...configuration, stem, pixelNormalisation }));
  return checkpoint;
}

/** Words w1, w2, … up to the model's vocabulary, after the marks. */
export function tokenizerOf(name: ModelName): WordTokenizer {
  const { vocabulary } = benchModels[name].configuration.decoder;
  const marks = WordTokenizer.covering([]).size;
  return WordTokenizer.covering(Array.from({ length: vocabulary - marks }, (_, i) => `w${i}`));
}
