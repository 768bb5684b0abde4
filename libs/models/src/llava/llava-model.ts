/** A loaded LLaVA checkpoint: answering through its own three files, gradients through its graphs. */
import { toNchw, type RgbImage } from '@palimpsest/datasets';
import { openSession, type Session } from '@palimpsest/runtime';
import { tensor, type Tensor } from '@palimpsest/tensor';
import type { GraphBuilder, Graph } from '@palimpsest/onnx';
import { parts, type Part } from '../checkpoint/inspect.js';
import type {
  Answered,
  AnswerScore,
  CheckpointIdentity,
  FinetuneOptions,
  ModelGraphs,
  Prompt,
  VisionLanguageModel,
} from '../port.js';
import type { ImageProcessor } from '../processing/image-processor.js';
import type { ChatTokenizer } from '../processing/tokenizer.js';
import { readSequences, readToken, type DecoderSessions, type DecoderState, type Sequence } from './decoding.js';
import { encodeText } from './encode-text.js';
import { finetuned } from './finetune.js';
import {
  inlineAnswerScores,
  inlineImageFeatures,
  listParameters,
  prefixes,
  replaceConstants,
  type DecoderSizes,
} from './llava-graphs.js';
import { argMax, logSumExp } from './log-softmax.js';

/** What all copies of one checkpoint share. */
export interface LlavaParts {
  readonly identity: CheckpointIdentity;
  readonly folder: string;
  readonly graphs: Readonly<Record<Part, Graph>>;
  /** The checkpoint's own files; absent once weights were changed. */
  readonly files?: Readonly<Record<Part, string>>;
  readonly processor: ImageProcessor;
  readonly tokenizer: ChatTokenizer;
  readonly imageId: number;
  /** Where the template puts the image mark. */
  readonly imagePlace: number;
  readonly endIds: readonly number[];
  readonly sizes: DecoderSizes;
  readonly threads: number;
}

/** Rows per session call. */
const largestBatch = 64;

export class LlavaModel implements VisionLanguageModel {
  readonly graphs: ModelGraphs;
  readonly #sessions = new Map<Part, Promise<Session>>();

  constructor(private readonly parts: LlavaParts) {
    this.graphs = llavaGraphs(parts);
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

  async generate(
    prompts: readonly Prompt[],
    { maxNewTokens }: { readonly maxNewTokens: number },
  ): Promise<readonly string[]> {
    return this.#inBatches(prompts, async (batch) => {
      const sequences = await this.#promptSequences(batch);
      const answers = await this.#greedy(sequences, maxNewTokens);
      return answers.map((ids) => this.parts.tokenizer.decode(ids));
    });
  }

  async answerLogProbabilities(samples: readonly Answered[]): Promise<readonly AnswerScore[]> {
    return this.#inBatches(samples, async (batch) => {
      const prompts = await this.#promptSequences(batch);
      const answers = batch.map(({ question, answer, image }) =>
        this.parts.tokenizer.answer(question, answer, image !== null),
      );
      return this.#teacherForced(prompts, answers);
    });
  }

  async choiceLogProbabilities(
    prompts: readonly Prompt[],
    choices: readonly (readonly string[])[],
  ): Promise<readonly (readonly number[])[]> {
    const asked = prompts.map((prompt, at) => ({ prompt, choices: choices[at] ?? [] }));
    return this.#inBatches(asked, async (batch) => {
      const sequences = await this.#promptSequences(batch.map(({ prompt }) => prompt));
      const tokens = batch.map(({ prompt, choices }) => choices.map((choice) => this.#choiceIds(prompt, choice)));
      if (tokens.flat().every((ids) => ids.length === 1)) return this.#nextTokens(sequences, tokens);
      return this.#wholeChoices(sequences, tokens);
    });
  }

  async embedImages(images: readonly RgbImage[]): Promise<readonly Float32Array[]> {
    const { features, tokens, hidden } = await this.#encodeImages(images);
    return features.map((row) => {
      const mean = new Float32Array(hidden);
      for (let at = 0; at < row.length; at++) mean[at % hidden] = (mean[at % hidden] ?? 0) + (row[at] ?? 0) / tokens;
      return mean;
    });
  }

  async finetune(samples: readonly Answered[], options: FinetuneOptions): Promise<VisionLanguageModel> {
    const values = await finetuned(this.graphs, this.pixelGrid, samples, options, this.parts.threads);
    return this.graphs.withParameters(values);
  }

  async close(): Promise<void> {
    const open = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(open.map(async (session) => (await session).close()));
  }

  #session(part: Part): Promise<Session> {
    const known = this.#sessions.get(part);
    if (known) return known;
    const { files, graphs, threads } = this.parts;
    const opened = openSession(files ? { file: files[part] } : { graph: graphs[part] }, { threads });
    this.#sessions.set(part, opened);
    return opened;
  }

  async #decoderSessions(): Promise<DecoderSessions> {
    const { sizes, imageId, tokenizer } = this.parts;
    const [embedTokens, decoder] = [await this.#session('embedTokens'), await this.#session('decoder')];
    return { embedTokens, decoder, sizes, imageId, padId: tokenizer.padId };
  }

  async #inBatches<T, R>(
    rows: readonly T[],
    work: (batch: readonly T[]) => Promise<readonly R[]>,
  ): Promise<readonly R[]> {
    const results: R[] = [];
    for (let start = 0; start < rows.length; start += largestBatch) {
      results.push(...(await work(rows.slice(start, start + largestBatch))));
    }
    return results;
  }

  async #promptSequences(prompts: readonly Prompt[]): Promise<readonly Sequence[]> {
    const images = [...new Set(prompts.flatMap(({ image }) => (image ? [image] : [])))];
    const { features } = await this.#encodeImages(images);
    const of = new Map(images.map((image, at) => [image, features[at] ?? null]));
    return prompts.map(({ image, question }) => ({
      ids: this.parts.tokenizer.prompt(question, image !== null),
      features: image ? (of.get(image) ?? null) : null,
    }));
  }

  async #encodeImages(
    images: readonly RgbImage[],
  ): Promise<{ features: readonly Float32Array[]; tokens: number; hidden: number }> {
    const { height, width } = this.pixelGrid;
    const { scale, shift } = this.parts.processor;
    const features: Float32Array[] = [];
    let [tokens, hidden] = [0, 0];
    for (let start = 0; start < images.length; start += largestBatch) {
      const batch = images.slice(start, start + largestBatch);
      const plane = height * width;
      const pixels = toNchw(batch).map((x, at) => {
        const channel = (Math.floor(at / plane) % 3) as 0 | 1 | 2;
        return x * scale[channel] + shift[channel];
      });
      const encoder = await this.#session('visionEncoder');
      const { image_features } = await encoder.run({
        pixel_values: tensor('float32', [batch.length, 3, height, width], pixels),
      });
      if (image_features?.dtype !== 'float32') throw new TypeError('the vision encoder gave no float32 features');
      [, tokens, hidden] = image_features.dims as [number, number, number];
      const size = tokens * hidden;
      for (let at = 0; at < batch.length; at++) features.push(image_features.data.slice(at * size, (at + 1) * size));
    }
    return { features, tokens, hidden };
  }

  async #greedy(sequences: readonly Sequence[], maxNewTokens: number): Promise<readonly (readonly number[])[]> {
    const sessions = await this.#decoderSessions();
    const answers: number[][] = sequences.map(() => []);
    const ended = sequences.map(() => false);
    let state = await readSequences(sessions, sequences);
    for (let step = 0; step < maxNewTokens; step++) {
      const next = lastRows(state).map(({ logits, start, size }) => argMax(logits, start, size));
      next.forEach((id, row) => {
        if (ended[row] || this.parts.endIds.includes(id)) ended[row] = true;
        else answers[row]?.push(id);
      });
      if (ended.every(Boolean) || step === maxNewTokens - 1) break;
      state = await readToken(sessions, state, next);
    }
    return answers;
  }

  async #teacherForced(
    prompts: readonly Sequence[],
    answers: readonly (readonly number[])[],
  ): Promise<readonly AnswerScore[]> {
    const whole = prompts.map(({ ids, features }, at) => ({ ids: [...ids, ...(answers[at] ?? [])], features }));
    const { logits } = await readSequences(await this.#decoderSessions(), whole);
    const [, width, size] = logits.dims as [number, number, number];
    return answers.map((answer, row) => {
      const tokens = answer.map((id, at) => {
        const start = ((row + 1) * width - answer.length + at - 1) * size;
        return (logits.data[start + id] ?? Number.NaN) - logSumExp(logits.data, start, size);
      });
      return { total: tokens.reduce((sum, x) => sum + x, 0), tokens };
    });
  }

  async #nextTokens(sequences: readonly Sequence[], choices: readonly (readonly (readonly number[])[])[]) {
    const state = await readSequences(await this.#decoderSessions(), sequences);
    return lastRows(state).map(({ logits, start, size }, row) => {
      const total = logSumExp(logits, start, size);
      return (choices[row] ?? []).map(([id = 0]) => (logits[start + id] ?? Number.NaN) - total);
    });
  }

  async #wholeChoices(sequences: readonly Sequence[], choices: readonly (readonly (readonly number[])[])[]) {
    const flat = choices.flatMap((list, row) => list.map((ids) => ({ row, ids })));
    const scores = await this.#inBatches(flat, (batch) =>
      this.#teacherForced(
        batch.map(({ row }) => sequences[row] as Sequence),
        batch.map(({ ids }) => ids),
      ),
    );
    const means = scores.map(({ total, tokens }) => total / tokens.length);
    return choices.map((_, row) => means.filter((_, at) => flat[at]?.row === row));
  }

  /** Ids of a choice behind the prompt, without the end mark. */
  #choiceIds({ question, image }: Prompt, choice: string): readonly number[] {
    const ids = this.parts.tokenizer.answer(question, choice, image !== null);
    return this.parts.endIds.includes(ids.at(-1) ?? -1) ? ids.slice(0, -1) : ids;
  }
}

function lastRows({ logits, rows }: DecoderState) {
  const [, width, size] = logits.dims as [number, number, number];
  return Array.from({ length: rows }, (_, row) => ({
    logits: logits.data,
    start: ((row + 1) * width - 1) * size,
    size,
  }));
}

function llavaGraphs(model: LlavaParts): ModelGraphs {
  const { graphs, processor, tokenizer, imagePlace, sizes, folder, threads } = model;
  return {
    imageFeatures: (g, pixels) => inlineImageFeatures(g, graphs.visionEncoder, pixels, processor),
    encodeText: (batch, length) => encodeText(batch, tokenizer, imagePlace, folder, length),
    answerLogProbabilities: (g, features, text) =>
      inlineAnswerScores(g, graphs, sizes, features, { ...text, imagePlace }),
    parameters: listParameters(graphs),
    withParameters: (values: ReadonlyMap<string, Tensor>) => {
      const changed = Object.fromEntries(
        parts.map((part) => [part, replaceConstants(graphs[part], prefixes[part], values)]),
      ) as Record<Part, Graph>;
      const { files: _, ...shared } = model;
      return Promise.resolve(new LlavaModel({ ...shared, graphs: changed }));
    },
    open: (g: GraphBuilder, options) => openSession({ graph: g }, { threads, ...options }),
  };
}
