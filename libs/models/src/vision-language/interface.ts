/**
 * What the three graphs of a checkpoint must take and give. Checked once when it is opened, so that nothing
 * about an export can surprise in the middle of an audit; the sizes of the cache are read off the decoder itself.
 */
import { formatType, type Dim, type Graph, type Value } from '@palimpsest/onnx';
import { parts, type Part, type PartGraph } from '../checkpoint/inspect.js';
import { ModelError } from '../model-error.js';
import type { ImageProcessor } from '../processing/image-processor.js';
import type { Positions } from '../positions.js';
import type { DecoderSizes } from './decoder-logits.js';

type PartGraphs = Readonly<Record<Part, PartGraph>>;

const needed: Readonly<Record<Part, { readonly inputs: readonly string[]; readonly outputs: readonly string[] }>> = {
  visionEncoder: { inputs: ['pixel_values'], outputs: ['image_features'] },
  embedTokens: { inputs: ['input_ids'], outputs: ['inputs_embeds'] },
  decoder: { inputs: ['inputs_embeds', 'attention_mask'], outputs: ['logits'] },
};

/** Of inputs and outputs: what sessions are fed in float32 is cast for them. */
const crossing: ReadonlySet<string> = new Set(['float32', 'float16', 'int64']);

/** Fed to a decoder that asks for them. */
const optional = /^(position_ids|past_key_values\.\d+\.(key|value))$/;

/** @throws ModelError naming the file and what is missing, unknown or of another type */
export function readInterface(
  graphs: PartGraphs,
  grid: ImageProcessor['grid'],
  { axes }: Pick<Positions, 'axes'>,
): DecoderSizes {
  for (const part of parts) checkPart(graphs[part], part);
  checkSizes(graphs, grid);
  checkPositions(graphs.decoder, axes);
  return readSizes(graphs.decoder);
}

function checkPart({ graph, file }: PartGraph, part: Part): void {
  const { inputs, outputs } = needed[part];
  const lacks = (have: readonly Value[], want: readonly string[]) =>
    want.filter((name) => !have.some((value) => value.name === name));
  const missing = [...lacks(graph.inputs, inputs), ...lacks(graph.outputs, outputs)];
  const layout = 'export it in the Hugging Face layout';
  if (missing.length > 0) throw new ModelError(`${file} has no ${missing.join(', ')}; ${layout}`, file);
  const surplus = graph.inputs.find(
    ({ name }) => !inputs.includes(name) && !(part === 'decoder' && optional.test(name)),
  );
  if (surplus) throw new ModelError(`${file} asks for ${surplus.name}, which nobody feeds; ${layout}`, file);
  const batchOf = ({ name, shape }: Value) => (name === 'position_ids' ? shape.at(-2) : shape[0]);
  const fixed = graph.inputs.find((input) => typeof batchOf(input) === 'number');
  if (fixed)
    throw new ModelError(`${file}: ${fixed.name} is ${formatType(fixed)}; export it with a free batch axis`, file);
  const other = [...graph.inputs, ...graph.outputs].find(({ dtype }) => !crossing.has(dtype));
  if (other) {
    const type = formatType(other);
    throw new ModelError(`${file}: ${other.name} is ${type}; export it with float32 or float16 in and out`, file);
  }
}

/** A family that counts rows and columns apart needs a decoder that reads them. */
function checkPositions({ graph, file }: PartGraph, axes: number): void {
  const positions = named(graph.inputs, 'position_ids');
  const wanted = axes === 1 ? '[batch, sequence]' : `[${axes}, batch, sequence]`;
  const fits = axes === 1 ? !positions || positions.shape.length === 2 : positions?.shape[0] === axes;
  if (fits) return;
  const given = positions ? `reads position_ids as ${formatType(positions)}` : 'reads no position_ids';
  throw new ModelError(`${file} ${given}; its family counts them as ${wanted}`, file);
}

/** Sizes that two files agree on, as far as they are numbers. */
function checkSizes({ visionEncoder, embedTokens, decoder }: PartGraphs, grid: ImageProcessor['grid']): void {
  const pixels = named(visionEncoder.graph.inputs, 'pixel_values');
  if (differ(pixels?.shape[2], grid.height) || differ(pixels?.shape[3], grid.width))
    throw new ModelError(
      `${visionEncoder.file} reads ${pixels?.shape.slice(2).join('×')} pixels, preprocessor_config.json makes ` +
        `${grid.height}×${grid.width}; take both from one export`,
      visionEncoder.file,
    );
  const width = named(decoder.graph.inputs, 'inputs_embeds')?.shape[2];
  for (const [{ graph, file }, name] of [
    [visionEncoder, 'image_features'],
    [embedTokens, 'inputs_embeds'],
  ] as const) {
    const own = named(graph.outputs, name)?.shape[2];
    if (width !== undefined && differ(own, width))
      throw new ModelError(
        `${file} gives ${name} of width ${own}, the decoder reads ${width}; take both from one export`,
        file,
      );
  }
}

function readSizes({ graph, file }: PartGraph): DecoderSizes {
  const keys = graph.inputs.filter(({ name }) => /^past_key_values\.\d+\.key$/.test(name));
  const [, keyValueHeads, , headWidth] = keys[0]?.shape ?? [];
  if (typeof keyValueHeads !== 'number' || typeof headWidth !== 'number')
    throw new ModelError(
      `${file} has no key/value cache of fixed width; export the merged decoder with its cache`,
      file,
    );
  const names = keys.flatMap((_, layer) => [`${layer}.key`, `${layer}.value`]);
  const missing = [
    ...names.map((name) => `past_key_values.${name}`).filter((name) => !named(graph.inputs, name)),
    ...names.map((name) => `present.${name}`).filter((name) => !named(graph.outputs, name)),
  ];
  if (missing.length > 0)
    throw new ModelError(`${file} has no ${missing.join(', ')}; export the merged decoder with its cache`, file);
  return { layers: keys.length, keyValueHeads, headWidth };
}

const named = (values: Graph['inputs'], name: string): Value | undefined => values.find((value) => value.name === name);

const differ = (a: Dim | undefined, b: Dim): boolean => typeof a === 'number' && typeof b === 'number' && a !== b;
