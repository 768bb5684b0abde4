/**
 * A checkpoint small enough for unit tests: the reference architecture with a few thousand random weights, in the
 * layout everybody uses. It knows nothing; it is there to be opened, run, differentiated and damaged.
 */
import { rgbImage, type RgbImage } from '@palimpsest/datasets';
import { Rng, tensor, type Tensor } from '@palimpsest/tensor';
import { referenceConfiguration, type ReferenceConfiguration } from '../../libs/zoo/src/architecture/configuration.js';
import { declareParameters, startWeights } from '../../libs/zoo/src/architecture/parameters.js';
import { configurationFiles } from '../../libs/zoo/src/checkpoint/configuration-files.js';
import { WordTokenizer, type Mark } from '../../libs/zoo/src/checkpoint/word-tokenizer.js';
import { writeCheckpoint } from '../../libs/zoo/src/checkpoint/write-checkpoint.js';

/** All words the tiny model knows. */
export const tinyTokenizer = WordTokenizer.covering([
  'what city does this person live in ? what is their job ? lisbon porto rome new york painter baker pilot',
]);

export const tinyConfiguration: ReferenceConfiguration = {
  ...referenceConfiguration(tinyTokenizer.size),
  vision: {
    ...{ imageSize: 16, stemChannels: [4, 8], layers: 1, heads: 2 },
    ...{ mlpWidth: 16, layerNormEpsilon: 1e-5, merge: 2 },
  },
  projectorWidth: 16,
  decoder: {
    ...{ hidden: 16, layers: 2, heads: 4, keyValueHeads: 2, mlpWidth: 32 },
    ...{ vocabulary: tinyTokenizer.size, ropeTheta: 10_000, rmsEpsilon: 1e-6 },
  },
};

export type { Mark };
export type TinyWeights = Map<string, Tensor<'float32'>>;

/** Random weights, large enough that answers depend on every part. */
export function tinyWeights(seed = 1): TinyWeights {
  const start = startWeights(declareParameters(tinyConfiguration), new Rng(seed));
  const gain = (name: string) => (/embed_tokens/.test(name) ? 20 : /lm_head|proj|fc|linear|stem/.test(name) ? 2.5 : 1);
  return new Map(
    [...start].map(([name, { dims, data }]) => [
      name,
      tensor(
        'float32',
        dims,
        data.map((x) => x * gain(name)),
      ),
    ]),
  );
}

/** Writes the checkpoint to `folder`, which must not be there. */
export function writeTinyCheckpoint(folder: string, weights: TinyWeights = tinyWeights()): Promise<void> {
  return writeCheckpoint(folder, { configuration: tinyConfiguration, weights, tokenizer: tinyTokenizer });
}

/** An image on the tiny model's grid, or of another size. */
export function tinyImage(seed: number, width = 16, height = 16): RgbImage {
  const rng = new Rng(`image ${seed}`);
  return rgbImage(
    width,
    height,
    Uint8Array.from({ length: 3 * width * height }, () => rng.integer(256)),
  );
}

/** The JSON files of the tiny checkpoint, by name. */
export const tinyFiles = (configuration: ReferenceConfiguration): Readonly<Record<string, object>> =>
  configurationFiles(configuration, tinyTokenizer);
