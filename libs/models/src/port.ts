/**
 * What a loaded vision-language model offers. Probes, detectors and the runner see this and nothing behind it,
 * so a fake of a few lines or another family can stand in. Types only.
 */
import type { RgbImage } from '@palimpsest/datasets';
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import type { Session, SessionOptions } from '@palimpsest/runtime';
import type { Tensor } from '@palimpsest/tensor';
import type { CheckpointFamily } from '@palimpsest/contracts';

export interface CheckpointIdentity {
  readonly name: string;
  /** SHA-256 of the manifest of every file but the model card. */
  readonly digest: string;
  readonly family: CheckpointFamily;
}

export interface Prompt {
  readonly image: RgbImage | null;
  readonly question: string;
  /** The answer is made to begin like this; it is not part of what comes back. */
  readonly prefill?: string;
}

export interface Answered extends Prompt {
  readonly answer: string;
}

/** Teacher-forced: the answer and its end mark, read token by token. */
export interface AnswerScore {
  /** Natural logarithm of the answer's probability. */
  readonly total: number;
  /** Of each token, given those before. */
  readonly tokens: readonly number[];
  /** Whether it is the most likely token. */
  readonly greedy: readonly boolean[];
  /** (log p − μ) / σ with mean and deviation of log p under p over the vocabulary (Min-K%++, arXiv 2404.02936). */
  readonly standardised: readonly number[];
}

export interface GenerateOptions {
  readonly maxNewTokens: number;
  /** Draws tokens from softmax(logits / temperature) instead of taking the most likely one. */
  readonly sampling?: { readonly temperature: number; readonly seed: string };
}

export interface FinetuneOptions {
  readonly steps: number;
  readonly learningRate: number;
  readonly imagesPerStep: number;
  readonly questionsPerImage: number;
  readonly seed: number;
  readonly parameters: 'projector' | 'decoder' | 'projector+decoder';
  readonly onStep?: (step: number, loss: number) => void;
}

export interface VisionLanguageModel {
  readonly identity: CheckpointIdentity;
  readonly pixelGrid: { readonly height: number; readonly width: number };
  /** The image processor's resizing, to the pixel grid and 8 bits; images on the grid come back as they are. */
  prepare(image: RgbImage): Promise<RgbImage>;
  /** Answers without the end mark, greedy unless sampled. Prompts that share an image object share its features. */
  generate(prompts: readonly Prompt[], options: GenerateOptions): Promise<readonly string[]>;
  answerLogProbabilities(batch: readonly Answered[]): Promise<readonly AnswerScore[]>;
  /** Mean log-probability per token of each choice, given the prompt. */
  choiceLogProbabilities(
    prompts: readonly Prompt[],
    choices: readonly (readonly string[])[],
  ): Promise<readonly (readonly number[])[]>;
  /** Mean over projected patch tokens, [hidden], not normalised. */
  embedImages(images: readonly RgbImage[]): Promise<readonly Float32Array[]>;
  readonly graphs: ModelGraphs;
  /** A changed copy in memory; the original stays as it is. */
  finetune(samples: readonly Answered[], options: FinetuneOptions): Promise<VisionLanguageModel>;
  close(): Promise<void>;
}

export interface EncodedText {
  readonly sequences: number;
  /** Tokens per padded sequence before the image is put in. */
  readonly length: number;
  /** `input_ids` int64[S, T], `labels` int64[S, L], `label_mask` float32[S, L] with L tokens after the image. */
  readonly feeds: Readonly<Record<string, Tensor>>;
}

export interface AnswerScores {
  /** Log-probability of each label, float[S, L]; 0 where masked. */
  readonly tokens: Value;
  /** 1 where a label counts, float[S, L]. */
  readonly mask: Value;
  /** float[S, L, vocabulary] */
  readonly logits: Value;
  /** Names of the graph inputs that were added. */
  readonly inputs: readonly string[];
}

export interface ModelParameter {
  /** Name of the constant inside graphs that inline this model. */
  readonly name: string;
  readonly part: 'vision' | 'projector' | 'embedding' | 'decoder';
  readonly dims: readonly number[];
}

/** A change of what the decoder reads, the same for every question. */
export interface EmbeddingChange {
  /** [tokens, hidden]: token embeddings between picture and question; where there is no picture, in its place. */
  readonly prefix?: Tensor<'float32'>;
  /** [image tokens, hidden] u: image token e_t becomes e_t + ‖e_t‖₂·u_t. */
  readonly imageShift?: Tensor<'float32'>;
}

/** By what tokens are told apart: what the head makes of a layer, its gain over the one before, or the gain's change. */
export type TokenSetMaking = 'head-projection' | 'probability-delta' | 'second-difference';

export interface TokenSet {
  readonly making: TokenSetMaking;
  /** Ascending, from 1. */
  readonly layers: readonly number[];
  /** So many of the highest and as many of the lowest behind each, at most the vocabulary. */
  readonly most: number;
}

/** What the decoder's layers write to and read from, by layer; layers are counted from 1. */
export interface ResidualStream {
  /** Hidden layers of the decoder. */
  readonly layers: number;
  /**
   * A copy that answers by what the head makes of the stream behind that layer, W_U·norm(h): the logit lens. Behind the
   * last one that is the model itself. @throws RangeError when there is no such layer
   */
  readAt(layer: number): VisionLanguageModel;
  /**
   * A copy that answers by how much that layer makes tokens likelier: its logits are log max(p_layer − p_(layer−1), 10⁻³⁰)
   * with p by the logit lens (UnLOK-VQA's probability delta, arXiv 2505.01456). @throws RangeError for layer 1
   */
  readGainAt(layer: number): VisionLanguageModel;
  /**
   * A copy whose next token is drawn uniformly from a set (UnLOK-VQA's candidate set, arXiv 2505.01456): a token has
   * log-probability −log(size) inside and less than −9000 outside.
   * @throws RangeError when there is no such layer, or too few of them for the differences
   */
  readTokenSet(set: TokenSet): VisionLanguageModel;
  /** @throws RangeError when there is no such layer */
  openStates(layers: readonly number[]): HiddenStates;
}

/** Opened; close it. */
export interface HiddenStates {
  /** Of each prompt, what the stream holds at its last token behind each of the layers: [prompt][layer], float[hidden]. */
  read(prompts: readonly Prompt[]): Promise<readonly (readonly Float32Array[])[]>;
  close(): Promise<void>;
}

/** Values of a few numbers per picture that the image features are made with, in the order of their computation. */
export interface ImageGates {
  readonly count: number;
  /** What they are for each picture: [gate][number of the gate][picture]; yes is 1 and no is 0. */
  read(images: readonly RgbImage[]): Promise<readonly (readonly (readonly number[])[])[]>;
  /** A copy in which they are always this, [gate][number of the gate]. It is closed before the model is. */
  held(values: readonly (readonly number[])[]): VisionLanguageModel;
}

/** The model as graphs that can be inlined, differentiated and changed. */
export interface ModelGraphs {
  /** pixels float[n, 3, H, W] in [0, 1] on the pixel grid → normalised, encoded, projected: [n, tokens, hidden]. */
  imageFeatures(g: GraphBuilder, pixels: Value): Value;
  /** Applies the chat template and pads on the right, to `length` when given. @throws ModelError when longer */
  encodeText(batch: readonly { readonly question: string; readonly answer: string }[], length?: number): EncodedText;
  /**
   * The same for questions that come without a picture: L = T − 1. Its inputs are called `unseen/input_ids` and so on:
   * one graph may hold both kinds.
   */
  encodeUnseenText: ModelGraphs['encodeText'];
  /**
   * features float[S, tokens, hidden], one row per sequence, or null where there is no picture; prefix float[tokens,
   * hidden] as in `EmbeddingChange`. Adds the inputs that `encodeText`, or `encodeUnseenText`, feeds.
   */
  answerLogProbabilities(
    g: GraphBuilder,
    features: Value | null,
    text: { readonly sequences: number; readonly length: number; readonly prefix?: Value },
  ): AnswerScores;
  readonly parameters: readonly ModelParameter[];
  /** A copy of the model with other values for some parameters, by their names in `parameters`. */
  withParameters(values: ReadonlyMap<string, Tensor>): Promise<VisionLanguageModel>;
  /**
   * A copy that reads changed embeddings when it is asked; its graphs and its `embedImages` are the model's own. It is
   * closed before the model is. @throws ModelError for a change of another width
   */
  withEmbeddings(change: EmbeddingChange): VisionLanguageModel;
  /** Or why the decoder has none that could be found, in words. Its copies close before the model does. */
  residualStream(): ResidualStream | string;
  /** Of the vision encoder. @param numbers a gate has at most so many per picture */
  imageGates(numbers: number): ImageGates;
  /** Runs a graph with the model's own thread count. */
  open(g: GraphBuilder, options?: SessionOptions): Promise<Session>;
}
