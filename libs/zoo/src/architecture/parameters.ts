/**
 * The parameters of the reference model by their Hugging Face style names, and their seeded start values.
 * Matrices are stored [in, out], as MatMul wants them. Normal draws, one stream per parameter name, so that
 * adding a parameter never changes another's start.
 */
import { elementCount, tensor } from '@palimpsest/tensor';
import type { Tensor, Rng } from '@palimpsest/tensor';
import { gridSide, headWidth, visionWidth } from './configuration.js';
import type { ReferenceConfiguration } from './configuration.js';

export type ParameterPart = 'vision' | 'projector' | 'embedding' | 'decoder';

export interface ParameterDeclaration {
  readonly name: string;
  readonly part: ParameterPart;
  readonly dims: readonly number[];
  /** Standard deviation around zero, or all ones, or all zeros. */
  readonly start: { readonly deviation: number } | 'ones' | 'zeros';
}

/** Weights by parameter name. */
export type Weights = ReadonlyMap<string, Tensor<'float32'>>;

/** A uniform(−1/√n, 1/√n) matrix, the usual start of a linear layer, has this standard deviation times 1/√n. */
const linearGain = 1 / Math.sqrt(3);

export function declareParameters(configuration: ReferenceConfiguration): readonly ParameterDeclaration[] {
  return [...tower(configuration), ...projector(configuration), ...decoder(configuration)];
}

/** Start values for the declared parameters. */
export function startWeights(declarations: readonly ParameterDeclaration[], rng: Rng): Map<string, Tensor<'float32'>> {
  return new Map(
    declarations.map(({ name, dims, start }) => {
      const data = new Float32Array(elementCount(dims));
      if (start === 'ones') data.fill(1);
      else if (start !== 'zeros') {
        const stream = rng.fork(name);
        for (let i = 0; i < data.length; i++) data[i] = start.deviation * stream.normal();
      }
      return [name, tensor('float32', dims, data)];
    }),
  );
}

function tower(configuration: ReferenceConfiguration): ParameterDeclaration[] {
  const { vision } = configuration;
  const width = visionWidth(configuration);
  const layer = (i: number): ParameterDeclaration[] => {
    const prefix = `vision_tower.layers.${i}`;
    return [
      ...norm('vision', `${prefix}.layer_norm1`, width, true),
      ...['q', 'k', 'v', 'out'].flatMap((p) => linear('vision', `${prefix}.self_attn.${p}_proj`, width, width, true)),
      ...norm('vision', `${prefix}.layer_norm2`, width, true),
      ...linear('vision', `${prefix}.mlp.fc1`, width, vision.mlpWidth, true),
      ...linear('vision', `${prefix}.mlp.fc2`, vision.mlpWidth, width, true),
    ];
  };
  return [
    ...vision.stemChannels.flatMap((channels, i) => stem(i, vision.stemChannels[i - 1] ?? 3, channels)),
    {
      name: 'vision_tower.position_embedding',
      part: 'vision',
      dims: [1, gridSide(configuration) ** 2, width],
      start: { deviation: 0.02 },
    },
    ...Array.from({ length: vision.layers }, (_, i) => layer(i)).flat(),
    ...norm('vision', 'vision_tower.post_layernorm', width, true),
  ];
}

function stem(i: number, from: number, to: number): ParameterDeclaration[] {
  const name = `vision_tower.stem.${i}`;
  return [
    { name: `${name}.weight`, part: 'vision', dims: [to, from, 3, 3], start: { deviation: 1 / Math.sqrt(from * 9) } },
    { name: `${name}.bias`, part: 'vision', dims: [to], start: 'zeros' },
  ];
}

function projector(configuration: ReferenceConfiguration): ParameterDeclaration[] {
  const merged = visionWidth(configuration) * configuration.vision.merge ** 2;
  const { projectorWidth, decoder } = configuration;
  return [
    ...linear('projector', 'multi_modal_projector.linear_1', merged, projectorWidth, true),
    ...linear('projector', 'multi_modal_projector.linear_2', projectorWidth, decoder.hidden, true),
  ];
}

function decoder(configuration: ReferenceConfiguration): ParameterDeclaration[] {
  const { hidden, layers, keyValueHeads, mlpWidth, vocabulary } = configuration.decoder;
  const narrow = keyValueHeads * headWidth(configuration);
  const layer = (i: number): ParameterDeclaration[] => {
    const prefix = `language_model.layers.${i}`;
    const matrix = (name: string, from: number, to: number) => linear('decoder', `${prefix}.${name}`, from, to, false);
    return [
      ...norm('decoder', `${prefix}.input_layernorm`, hidden, false),
      ...matrix('self_attn.q_proj', hidden, hidden),
      ...matrix('self_attn.k_proj', hidden, narrow),
      ...matrix('self_attn.v_proj', hidden, narrow),
      ...matrix('self_attn.o_proj', hidden, hidden),
      ...norm('decoder', `${prefix}.post_attention_layernorm`, hidden, false),
      ...matrix('mlp.gate_proj', hidden, mlpWidth),
      ...matrix('mlp.up_proj', hidden, mlpWidth),
      ...matrix('mlp.down_proj', mlpWidth, hidden),
    ];
  };
  return [
    {
      name: 'language_model.embed_tokens.weight',
      part: 'embedding',
      dims: [vocabulary, hidden],
      start: { deviation: 0.05 },
    },
    ...Array.from({ length: layers }, (_, i) => layer(i)).flat(),
    ...norm('decoder', 'language_model.norm', hidden, false),
    ...linear('decoder', 'language_model.lm_head', hidden, vocabulary, false),
  ];
}

function linear(part: ParameterPart, name: string, from: number, to: number, bias: boolean): ParameterDeclaration[] {
  const deviation = linearGain / Math.sqrt(from);
  return [
    { name: `${name}.weight`, part, dims: [from, to], start: { deviation } },
    ...(bias ? [{ name: `${name}.bias`, part, dims: [to], start: 'zeros' } as const] : []),
  ];
}

function norm(part: ParameterPart, name: string, width: number, bias: boolean): ParameterDeclaration[] {
  return [
    { name: `${name}.weight`, part, dims: [width], start: 'ones' },
    ...(bias ? [{ name: `${name}.bias`, part, dims: [width], start: 'zeros' } as const] : []),
  ];
}
