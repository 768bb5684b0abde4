import { cp, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphBuilder } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countSessions, type SessionCounter } from '../../../test/support/count-sessions.js';
import { Damage } from '../../../test/support/damage-checkpoint.js';
import { tinyWeights, writeTinyCheckpoint } from '../../../test/support/tiny-checkpoint.js';
import { openCheckpoint } from './open-checkpoint.js';

let root: string;
let folder: string;
let sessions: SessionCounter;
let damage: Damage;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'unusable-'));
  await writeTinyCheckpoint(join(root, 'good'));
  folder = join(root, 'copy');
  damage = new Damage(folder);
  sessions = await countSessions();
});
afterAll(async () => {
  await sessions.stop();
  await rm(root, { recursive: true });
});
beforeEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await cp(join(root, 'good'), folder, { recursive: true });
});

const decoder = 'onnx/decoder_model_merged.onnx';
const weights = `${decoder}_data`;
const zeros = (...dims: number[]) => tensor('float32', dims, new Float32Array(dims.reduce((a, b) => a * b)));
/** Embeddings of another batch axis or width. */
const embeddings = (batch: number | string, width: number) => (g: GraphBuilder) =>
  g.gather(g.constant('w', zeros(24, width)), g.input('input_ids', 'int64', [batch, 'sequence']), 0);
/** A decoder that is one matrix. */
const bareDecoder = (g: GraphBuilder) => {
  const words = g.input('inputs_embeds', 'float32', ['batch', 'sequence', 16]);
  g.input('attention_mask', 'int64', ['batch', 'total']);
  g.output(g.matMul(words, g.constant('w', zeros(16, 24))), 'logits');
};

const cases: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
  ['is not there', () => rm(folder, { recursive: true }), /copy cannot be read; give the folder of a checkpoint/],
  ['has half a graph', () => damage.halve(decoder), /decoder_model_merged\.onnx.*byte \d+\): /],
  ['has an empty graph', () => truncate(damage.path(decoder), 0), /decoder_model_merged\.onnx.*not an ONNX model file/],
  ['has a pointer for a graph', () => damage.write(decoder, 'version https://git-lfs'), /decoder_model_merged\.onnx/],
  [
    'is there in other variants only',
    () => damage.onlyAs('_fp16'),
    /\.onnx is missing; the checkpoint holds fp16: choose one/,
  ],
  ['lacks a graph', () => damage.remove(decoder), /onnx\/decoder_model_merged\.onnx is missing; export/],
  [
    'points out of its folder',
    () => damage.external(decoder, { location: '../../weights' }),
    /"\.\.\/\.\.\/weights" is missing or not inside.*put it beside the model/,
  ],
  [
    'points to an absolute path',
    () => damage.external(decoder, { location: '/etc/hostname' }),
    /"\/etc\/hostname" is missing or not inside/,
  ],
  ['lacks its weights', () => damage.remove(weights), /"decoder_model_merged\.onnx_data" is missing/],
  [
    'has half of its weights',
    () => damage.halve(weights),
    /lie outside decoder_model_merged\.onnx_data .*fetch it again/,
  ],
  ['claims other lengths', () => damage.external(decoder, { length: '12' }), /length 12 where the dims need \d+ bytes/],
  [
    'has an unknown operator',
    () => damage.node(decoder, { opType: 'Frobnicate' }),
    /1 of \d+ nodes .*Frobnicate of ai\.onnx ‹.*; export the model/,
  ],
  ['has an unknown domain', () => damage.node(decoder, { domain: 'com.acme' }), /of com\.acme ‹.*; export the model/],
  [
    'has NaN in its weights',
    () => damage.weight(weights, Number.NaN),
    /1 weights hold NaN .*\(language_model\..*export it/,
  ],
  ['has infinity in its weights', () => damage.weight(weights, -Infinity), /1 weights hold NaN or infinity/],
  [
    'lacks its tokenizer',
    () => damage.remove('tokenizer.json'),
    /tokenizer\.json is missing from the checkpoint; export/,
  ],
  [
    'lacks the chat template',
    () => damage.json('tokenizer_config.json', { chat_template: null }),
    /tokenizer_config\.json has no chat_template; add/,
  ],
  [
    'lacks its preprocessor',
    () => damage.remove('preprocessor_config.json'),
    /preprocessor_config\.json is missing .*; export/,
  ],
  [
    'lacks its configuration',
    () => damage.remove('config.json'),
    /config\.json is missing from the checkpoint; export/,
  ],
  [
    'is of another family',
    () => damage.write('config.json', '{"model_type":"blip_2"}'),
    /"blip_2" is not supported; supported: llava/,
  ],
  ['has half a configuration', () => damage.halve('config.json'), /config\.json is not JSON; export/],
  [
    'has a list for a configuration',
    () => damage.write('config.json', '[]'),
    /config\.json holds no JSON object; export/,
  ],
  [
    'has a word for a number',
    () => damage.json('config.json', { image_token_index: 'two' }),
    /config\.json: image_token_index: .*expected number/,
  ],
  [
    'has an image mark that the template does not write',
    () => damage.json('config.json', { image_token_index: 5 }),
    /exactly one image mark per prompt/,
  ],
  [
    'has no end mark',
    async () => {
      await damage.json('config.json', { eos_token_id: null });
      await damage.remove('generation_config.json');
    },
    /eos_token_id; add the one that ends answers/,
  ],
  [
    'makes other pictures than it reads',
    () => damage.json('preprocessor_config.json', { size: { height: 32, width: 32 } }),
    /reads 16×16 pixels, preprocessor_config\.json makes 32×32; take both from one export/,
  ],
  [
    'has an output of another name',
    () => damage.replace('embed_tokens', (g) => g.output(embeddings('batch', 16)(g), 'embeddings')),
    /embed_tokens\.onnx has no inputs_embeds; export it in the Hugging Face layout/,
  ],
  [
    'has a fixed batch',
    () => damage.replace('embed_tokens', (g) => g.output(embeddings(1, 16)(g), 'inputs_embeds')),
    /input_ids is int64\[1, sequence\]; export it with a free batch axis/,
  ],
  [
    'has embeddings of another width',
    () => damage.replace('embed_tokens', (g) => g.output(embeddings('batch', 8)(g), 'inputs_embeds')),
    /gives inputs_embeds of width 8, the decoder reads 16; take both from one export/,
  ],
  [
    'gives half floats',
    () =>
      damage.replace('embed_tokens', (g) => g.output(g.cast(embeddings('batch', 16)(g), 'float64'), 'inputs_embeds')),
    /inputs_embeds is float64\[batch, sequence, 16\]; export it with float32 or float16/,
  ],
  [
    'has a decoder without a cache',
    () => damage.replace('decoder_model_merged', bareDecoder),
    /has no key\/value cache of fixed width; export the merged decoder/,
  ],
  [
    'asks for an input that nobody feeds',
    () =>
      damage.replace('decoder_model_merged', (g) => {
        g.input('head_mask', 'bool', [1]);
        bareDecoder(g);
      }),
    /asks for head_mask, which nobody feeds; export/,
  ],
];

describe('a checkpoint that cannot be used', () => {
  it.each(cases)('%s: one clear error, and nothing stays open', async (_, harm, message) => {
    await harm();
    const error = await openCheckpoint(folder).then(
      () => new Error('it was opened'),
      (thrown: Error) => thrown,
    );
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
    expect(['ModelError', 'OnnxFormatError', 'GraphError']).toContain(error.name);
    expect(await sessions.count()).toEqual({ opened: 0, closed: 0, folders: 0 });
  });

  it('hears of all weights that are not finite, the first five by name', async () => {
    const broken = tinyWeights();
    for (const { data } of broken.values()) data[0] = Number.NaN;
    await writeTinyCheckpoint(folder, broken);
    await expect(openCheckpoint(folder)).rejects.toThrow(/^\d+ weights hold NaN or infinity \(([^,]+, ){5}…\)/);
  });
});
