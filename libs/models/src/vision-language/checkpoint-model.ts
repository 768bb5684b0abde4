/** A loaded checkpoint: answering through its own three files, gradients through its graphs. */
import type { RgbImage } from '@palimpsest/datasets';
import { openSession } from '@palimpsest/runtime';
import type { Tensor } from '@palimpsest/tensor';
import type { GraphBuilder, Graph } from '@palimpsest/onnx';
import { parts, type Part, type PartGraph } from '../checkpoint/inspect.js';
import { ModelError } from '../model-error.js';
import type {
  Answered,
  AnswerScore,
  CheckpointIdentity,
  EmbeddingChange,
  FinetuneOptions,
  GenerateOptions,
  ModelGraphs,
  Prompt,
  ResidualStream,
  VisionLanguageModel,
} from '../port.js';
import type { Family } from '../family.js';
import type { ImageProcessor } from '../processing/image-processor.js';
import type { ChatTokenizer } from '../processing/tokenizer.js';
import { continueSequences, drawn, lastRows, mostLikely, nextTokens, teacherForced } from './answering.js';
import { readSequences, type DecoderSessions, type Sequence } from './decoding.js';
import { checkWidth, shifted } from './embedding-change.js';
import { encodeImages, type ImageFeatures } from './encode-images.js';
import { encodeText } from './encode-text.js';
import { finetuned } from './finetune.js';
import type { DecoderSizes } from './decoder-logits.js';
import { prefixes } from './inline-part.js';
import { inlineAnswerScores, inlineImageFeatures } from './inlined-graphs.js';
import { loweredParts } from './lowered-parts.js';
import { checkValues, listParameters, replaceConstants } from './parameters.js';
import { openGates } from './open-gates.js';
import { PartSessions } from './part-sessions.js';
import { gain, lastStates, lens } from './readings.js';
import { readsCache } from './reads-cache.js';
import { rowsPerRun } from './rows-per-run.js';
import { withReading, type Reading } from './stream-readings.js';
import { tokenSet } from './token-sets.js';

/** What all copies of one checkpoint share. */
export interface CheckpointParts {
  readonly identity: CheckpointIdentity;
  readonly folder: string;
  /** In float32, whatever the files compute in. */
  readonly graphs: Readonly<Record<Part, Graph>>;
  /** The checkpoint's own files, of those parts that are as they were. */
  readonly files: Readonly<Partial<Record<Part, PartGraph>>>;
  readonly processor: ImageProcessor;
  readonly tokenizer: ChatTokenizer;
  readonly imageId: number;
  /** Where the template puts the image mark. */
  readonly imagePlace: number;
  readonly family: Family;
  readonly endIds: readonly number[];
  readonly sizes: DecoderSizes;
  readonly threads: number;
  readonly embeddings?: EmbeddingChange;
}

/** Images per session call. */
const largestBatch = 64;

export class CheckpointModel implements VisionLanguageModel {
  readonly graphs: ModelGraphs;
  readonly #sessions: PartSessions;
  readonly #rows: number;

  /** @param borrowed sessions of parts that another model has open */
  constructor(
    private readonly parts: CheckpointParts,
    borrowed: Readonly<Partial<Record<Part, PartSessions>>> = {},
  ) {
    const { files, graphs, threads, folder } = parts;
    this.#rows = rowsPerRun(graphs.decoder);
    this.#sessions = new PartSessions(files, graphs, threads, folder, borrowed);
    this.graphs = checkpointGraphs(parts, this.#sessions);
  }

  get identity(): CheckpointIdentity {
    return this.parts.identity;
  }
  get pixelGrid(): ImageProcessor['grid'] {
    return this.parts.processor.grid;
  }

  prepare(image: RgbImage): Promise<RgbImage> {
    return this.parts.processor.prepare(image);
  }

  async generate(prompts: readonly Prompt[], { maxNewTokens, sampling }: GenerateOptions): Promise<readonly string[]> {
    const { endIds, tokenizer } = this.parts;
    let batches = 0;
    return inBatches(prompts, this.#rows, async (batch) => {
      const sequences = await this.#promptSequences(batch);
      const nextToken = sampling ? drawn(sampling.temperature, `${sampling.seed}/${batches++}`) : mostLikely;
      const answers = await continueSequences(await this.#decoder(), sequences, { endIds, maxNewTokens, nextToken });
      return answers.map((ids) => tokenizer.decode(ids));
    });
  }

  async answerLogProbabilities(samples: readonly Answered[]): Promise<readonly AnswerScore[]> {
    return inBatches(samples, this.#rows, async (batch) => {
      const prompts = await this.#promptSequences(batch);
      const answers = batch.map(({ question, answer, image }) =>
        this.parts.tokenizer.answer(question, answer, image !== null),
      );
      return teacherForced(await this.#decoder(), prompts, answers);
    });
  }

  async choiceLogProbabilities(
    prompts: readonly Prompt[],
    choices: readonly (readonly string[])[],
  ): Promise<readonly (readonly number[])[]> {
    const asked = prompts.map((prompt, at) => ({ prompt, choices: choices[at] ?? [] }));
    return inBatches(asked, this.#rows, async (batch) => {
      const sequences = await this.#promptSequences(batch.map(({ prompt }) => prompt));
      const tokens = batch.map(({ prompt, choices }) => choices.map((choice) => this.#choiceIds(prompt, choice)));
      if (tokens.flat().every((ids) => ids.length === 1)) return nextTokens(await this.#decoder(), sequences, tokens);
      return this.#wholeChoices(sequences, tokens);
    });
  }

  async embedImages(images: readonly RgbImage[]): Promise<readonly Float32Array[]> {
    return inBatches(images, largestBatch, async (batch) => {
      const { features, tokens, hidden } = await this.#encodeImages(batch);
      return features.map((row) => {
        const mean = new Float32Array(hidden);
        for (let at = 0; at < row.length; at++) mean[at % hidden] = (mean[at % hidden] ?? 0) + (row[at] ?? 0) / tokens;
        return mean;
      });
    });
  }

  /** What the decoder gives out at the last token of each prompt. */
  async readLastTokens(prompts: readonly Prompt[]): Promise<readonly Float32Array[]> {
    return inBatches(prompts, this.#rows, async (batch) => {
      const state = await readSequences(await this.#decoder(), await this.#promptSequences(batch));
      return lastRows(state).map(({ logits, start, size }) => logits.slice(start, start + size));
    });
  }

  async finetune(samples: readonly Answered[], options: FinetuneOptions): Promise<VisionLanguageModel> {
    const values = await finetuned(this.graphs, this.pixelGrid, samples, options, this.parts.threads);
    return this.graphs.withParameters(values);
  }

  close(): Promise<void> {
    return this.#sessions.close();
  }

  async #decoder(): Promise<DecoderSessions> {
    const { sizes, imageId, tokenizer, family, files, graphs } = this.parts;
    const keepsCache = files.decoder !== undefined || readsCache(graphs.decoder); // files have both branches
    const [embedTokens, decoder] = [await this.#sessions.get('embedTokens'), await this.#sessions.get('decoder')];
    return { embedTokens, decoder, sizes, imageId, family, padId: tokenizer.padId, keepsCache };
  }

  async #encodeImages(images: readonly RgbImage[]): Promise<ImageFeatures> {
    return encodeImages(await this.#sessions.get('visionEncoder'), this.parts.processor, images);
  }

  /** Prompts that share an image object share its features. */
  async #promptSequences(prompts: readonly Prompt[]): Promise<readonly Sequence[]> {
    const images = [...new Set(prompts.flatMap(({ image }) => (image ? [image] : [])))];
    const { embeddings, folder, tokenizer, imagePlace } = this.parts;
    const { features } = images.length > 0 ? await this.#encodeImages(images) : { features: [] };
    const read = features.map((row) => shifted(row, embeddings?.imageShift, folder));
    const of = new Map(images.map((image, at) => [image, read[at] ?? null]));
    return prompts.map(({ image, question, prefill }) => ({
      ids: [...tokenizer.prompt(question, image !== null), ...this.#begun({ image, question }, prefill)],
      features: image ? (of.get(image) ?? null) : null,
      ...(embeddings?.prefix && {
        inserted: { place: imagePlace + (image ? 1 : 0), embeddings: embeddings.prefix.data },
      }),
    }));
  }

  async #wholeChoices(sequences: readonly Sequence[], choices: readonly (readonly (readonly number[])[])[]) {
    const flat = choices.flatMap((list, row) => list.map((ids) => ({ row, ids })));
    const scores = await inBatches(flat, this.#rows, async (batch) =>
      teacherForced(
        await this.#decoder(),
        batch.map(({ row }) => sequences[row] as Sequence),
        batch.map(({ ids }) => ids),
      ),
    );
    const means = scores.map(({ total, tokens }) => total / tokens.length);
    return choices.map((_, row) => means.filter((_, at) => flat[at]?.row === row));
  }

  /** Ids of the beginning of an answer behind the prompt. */
  #begun(prompt: Prompt, prefill: string | undefined): readonly number[] {
    return prefill ? this.#wordsBehind(prompt, prefill) : [];
  }

  /** Ids of words behind the prompt, without the end mark. */
  #wordsBehind({ question, image }: Prompt, words: string): readonly number[] {
    const ids = this.parts.tokenizer.answer(question, words, image !== null);
    return this.parts.endIds.includes(ids.at(-1) ?? -1) ? ids.slice(0, -1) : ids;
  }

  #choiceIds(prompt: Prompt, choice: string): readonly number[] {
    const words = this.#wordsBehind(prompt, choice);
    if (words.length === 0)
      throw new ModelError('a choice has no token for this tokenizer; give words it can write', this.parts.folder);
    return words;
  }
}

async function inBatches<T, R>(
  rows: readonly T[],
  size: number,
  work: (batch: readonly T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < rows.length; start += size) {
    results.push(...(await work(rows.slice(start, start + size))));
  }
  return results;
}

function checkpointGraphs(model: CheckpointParts, sessions: PartSessions): ModelGraphs {
  const { graphs, processor, tokenizer, imagePlace, family, sizes, folder, threads } = model;
  const parameters = listParameters(graphs);
  const lowered = loweredParts(graphs);
  return {
    imageFeatures: (g, pixels) => inlineImageFeatures(g, lowered.visionEncoder, pixels, processor),
    encodeText: (batch, length) => encodeText(batch, tokenizer, imagePlace, folder, length),
    encodeUnseenText: (batch, length) => encodeText(batch, tokenizer, null, folder, length),
    answerLogProbabilities: (g, features, text) =>
      inlineAnswerScores(g, lowered, sizes, features, { ...text, imagePlace, family }),
    parameters,
    // eslint-disable-next-line @typescript-eslint/require-await -- so that values of a wrong size reject
    withParameters: async (values: ReadonlyMap<string, Tensor>) => {
      checkValues(parameters, values, folder);
      const changed = (part: Part): Graph => replaceConstants(graphs[part], prefixes[part], values);
      const all = Object.fromEntries(parts.map((part) => [part, changed(part)])) as Record<Part, Graph>;
      return new CheckpointModel({ ...model, graphs: all, files: {} });
    },
    withEmbeddings: (embeddings) => {
      checkWidth(embeddings, graphs.decoder, folder);
      const borrowed = { visionEncoder: sessions, embedTokens: sessions, decoder: sessions };
      return new CheckpointModel({ ...model, embeddings }, borrowed);
    },
    residualStream: () => openStream(model, sessions),
    imageGates: (numbers) =>
      openGates(graphs.visionEncoder, numbers, {
        ...{ processor, threads },
        copyWith: (visionEncoder) => {
          const { embedTokens, decoder } = model.files;
          const files = { ...(embedTokens && { embedTokens }), ...(decoder && { decoder }) };
          const borrowed = { embedTokens: sessions, decoder: sessions };
          return new CheckpointModel({ ...model, files, graphs: { ...graphs, visionEncoder } }, borrowed);
        },
      }),
    open: (g: GraphBuilder, options) => openSession({ graph: g }, { threads, ...options }),
  };
}

/** Copies with another decoder; the other parts are the model's own. */
function openStream(model: CheckpointParts, sessions: PartSessions): ResidualStream | string {
  const { layers } = model.sizes;
  const readingOf = (read: Reading) => withReading(model.graphs.decoder, layers, read);
  const problem = readingOf(lens(layers));
  if (typeof problem === 'string') return problem;
  const copy = (read: Reading): CheckpointModel => {
    const decoder = readingOf(read) as Graph; // it has a stream
    const { visionEncoder, embedTokens } = model.files;
    const files = { ...(visionEncoder && { visionEncoder }), ...(embedTokens && { embedTokens }) };
    const borrowed = { visionEncoder: sessions, embedTokens: sessions };
    return new CheckpointModel({ ...model, files, graphs: { ...model.graphs, decoder } }, borrowed);
  };
  return {
    layers,
    readAt: (layer) => copy(lens(layer)),
    readGainAt: (layer) => copy(gain(layer)),
    readTokenSet: (set) => copy(tokenSet(set)),
    openStates: (wanted) => {
      const reader = copy(lastStates(wanted));
      return {
        async read(prompts) {
          const rows = await reader.readLastTokens(prompts);
          const hidden = (rows[0]?.length ?? 0) / wanted.length;
          return rows.map((row) => wanted.map((_, at) => row.subarray(at * hidden, (at + 1) * hidden)));
        },
        close: () => reader.close(),
      };
    },
  };
}
