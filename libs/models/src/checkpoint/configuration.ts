/** The JSON files of a checkpoint, as far as we rely on them; unknown keys are other people's business. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelError } from '../model-error.js';

/** Families that can be opened. */
export const families = ['llava'] as const;

const modelConfiguration = z.looseObject({
  model_type: z.string(),
  image_token_index: z.int().nonnegative(),
  eos_token_id: z.union([z.int(), z.array(z.int()).min(1)]).nullish(),
  text_config: z.looseObject({
    num_hidden_layers: z.int().positive().max(1000),
    num_key_value_heads: z.int().positive(),
    num_attention_heads: z.int().positive(),
    hidden_size: z.int().positive(),
    head_dim: z.int().positive().optional(),
  }),
});
export type ModelConfiguration = z.infer<typeof modelConfiguration>;

const size = z.union([z.int().positive(), z.looseObject({ height: z.int().positive(), width: z.int().positive() })]);
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
  readonly model: ModelConfiguration;
  readonly image: ImageConfiguration;
  readonly tokenizer: object;
  readonly tokenizerConfiguration: object;
}

/** @throws ModelError naming the file that is missing, no JSON, or of an unsupported family */
export async function readConfiguration(folder: string): Promise<CheckpointConfiguration> {
  const model = parse(modelConfiguration, await readJson(folder, 'config.json'), folder, 'config.json');
  if (!(families as readonly string[]).includes(model.model_type)) {
    throw new ModelError(
      `config.json: model_type "${model.model_type}" is not supported; supported: ${families.join(', ')}`,
      folder,
    );
  }
  const image = await readJson(folder, 'preprocessor_config.json');
  return {
    model,
    image: parse(imageConfiguration, image, folder, 'preprocessor_config.json'),
    tokenizer: await readJson(folder, 'tokenizer.json'),
    tokenizerConfiguration: await readJson(folder, 'tokenizer_config.json'),
  };
}

const largestJson = 256 * 1024 * 1024;

async function readJson(folder: string, name: string): Promise<object> {
  const bytes = await readFile(join(folder, name)).catch((cause: Error) => {
    throw new ModelError(
      `${name} is missing from the checkpoint; export it together with the model`,
      join(folder, name),
      { cause },
    );
  });
  if (bytes.length > largestJson)
    throw new ModelError(`${name} has ${bytes.length} bytes; the limit is ${largestJson}`, join(folder, name));
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new ModelError(`${name} is not JSON; export the checkpoint again`, join(folder, name), { cause });
  }
  throw new ModelError(`${name} holds no JSON object; export the checkpoint again`, join(folder, name));
}

function parse<T extends z.ZodType>(schema: T, value: unknown, folder: string, name: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ModelError(`${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`, join(folder, name));
}
