/** The JSON files of a checkpoint, as far as we rely on them; unknown keys are other people's business. */
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkpointFamilies, isCheckpointFamily, type CheckpointFamily } from '@palimpsest/contracts';
import { z } from 'zod';
import { ModelError } from '../model-error.js';
import { withChatTemplate } from './chat-template.js';

const ends = z.union([z.int(), z.array(z.int()).min(1)]).nullish();
const familyConfiguration = z.looseObject({ model_type: z.string() });
const modelConfiguration = familyConfiguration.extend({
  image_token_index: z.int().nonnegative().optional(),
  image_token_id: z.int().nonnegative().optional(),
  eos_token_id: ends,
});
const generationConfiguration = z.looseObject({ eos_token_id: ends });
export type ModelConfiguration = z.infer<typeof modelConfiguration>;

const size = z.union([
  z.int().positive(),
  z.looseObject({ height: z.int().positive().optional(), width: z.int().positive().optional() }),
]);
const imageConfiguration = z.looseObject({
  image_processor_type: z.string(),
  size: size.optional(),
  crop_size: size.optional(),
  do_center_crop: z.boolean().optional(),
  do_normalize: z.boolean().optional(),
  rescale_factor: z.number().positive().optional(),
  image_mean: z.array(z.number()).length(3).optional(),
  image_std: z.array(z.number().positive()).length(3).optional(),
});
export type ImageConfiguration = z.infer<typeof imageConfiguration>;

export interface CheckpointConfiguration {
  readonly family: CheckpointFamily;
  /** The token whose place the image takes. */
  readonly imageId: number;
  /** Tokens that end an answer; at least one. */
  readonly endIds: readonly number[];
  readonly image: ImageConfiguration;
  readonly tokenizer: object;
  readonly tokenizerConfiguration: object;
}

/** @throws ModelError naming the file that is missing, no JSON, or of an unsupported family */
export async function readConfiguration(folder: string): Promise<CheckpointConfiguration> {
  const { family, config } = await readFamily(folder);
  const model = parse(modelConfiguration, config, folder, 'config.json');
  const image = await readJson(folder, 'preprocessor_config.json');
  const imageId = model.image_token_index ?? model.image_token_id;
  if (imageId === undefined) {
    const problem = 'config.json has neither image_token_index nor image_token_id; add the id of the image mark';
    throw new ModelError(problem, join(folder, 'config.json'));
  }
  return {
    ...{ family, imageId },
    endIds: await readEndIds(folder, model),
    image: parse(imageConfiguration, image, folder, 'preprocessor_config.json'),
    tokenizer: await readJson(folder, 'tokenizer.json'),
    tokenizerConfiguration: await withChatTemplate(folder, await readJson(folder, 'tokenizer_config.json')),
  };
}

/** @throws ModelError when config.json is missing, no JSON, or of an unsupported family */
export async function familyOf(folder: string): Promise<CheckpointFamily> {
  return (await readFamily(folder)).family;
}

async function readFamily(folder: string): Promise<{ readonly family: CheckpointFamily; readonly config: object }> {
  const config = await readJson(folder, 'config.json');
  const { model_type: family } = parse(familyConfiguration, config, folder, 'config.json');
  if (isCheckpointFamily(family)) return { family, config };
  throw new ModelError(
    `config.json: model_type "${family}" is not supported; supported: ${checkpointFamilies.join(', ')}`,
    join(folder, 'config.json'),
  );
}

/** Where models keep it: in config.json, or only in generation_config.json. */
async function readEndIds(folder: string, { eos_token_id: own }: ModelConfiguration): Promise<readonly number[]> {
  const name = 'generation_config.json';
  const read = async () => parse(generationConfiguration, await readJson(folder, name), folder, name).eos_token_id;
  const ids = own ?? (existsSync(join(folder, name)) ? await read() : null);
  if (ids === null || ids === undefined)
    throw new ModelError(`neither config.json nor ${name} has an eos_token_id; add the one that ends answers`, folder);
  return [ids].flat();
}

const largestJson = 256 * 1024 * 1024;

async function readJson(folder: string, name: string): Promise<object> {
  const path = join(folder, name);
  const bytes = await readBounded(path).catch((cause: Error) => {
    if (cause instanceof ModelError) throw cause;
    throw new ModelError(`${name} is missing from the checkpoint; export it together with the model`, path, { cause });
  });
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw new ModelError(`${name} is not JSON; export the checkpoint again`, path, { cause });
  }
  throw new ModelError(`${name} holds no JSON object; export the checkpoint again`, path);
}

async function readBounded(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > largestJson) throw new ModelError(`${path} has ${size} bytes; the limit is ${largestJson}`, path);
  return readFile(path);
}

function parse<T extends z.ZodType>(schema: T, value: unknown, folder: string, name: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ModelError(`${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`, join(folder, name));
}
