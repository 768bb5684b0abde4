/**
 * The decoder run on real sequences: left-padded prompts with their image features in place, a cache that grows
 * token by token, logits of the last position or of all.
 */
import type { Session } from '@palimpsest/runtime';
import { tensor, zeros, type Tensor } from '@palimpsest/tensor';
import type { Family } from '../family.js';
import type { ImageSpan } from '../positions.js';
import type { DecoderSizes } from './decoder-logits.js';

export interface Sequence {
  /** With one image mark where `features` is not null. */
  readonly ids: readonly number[];
  /** float[tokens · hidden], put in the place of the image mark. */
  readonly features: Float32Array | null;
  /** float[tokens · hidden], put in front of the id at `place`. */
  readonly inserted?: { readonly place: number; readonly embeddings: Float32Array };
}

export interface DecoderSessions {
  readonly embedTokens: Session;
  readonly decoder: Session;
  readonly sizes: DecoderSizes;
  readonly imageId: number;
  readonly padId: number;
  readonly family: Family;
  /** Without, every token costs a run over the whole sequence. */
  readonly keepsCache: boolean;
}

export interface DecoderState {
  readonly rows: number;
  /** Tokens seen so far, padding included. */
  readonly seen: number;
  /** Real tokens per row. */
  readonly lengths: readonly number[];
  /** Where each row's image stands. */
  readonly images: readonly (ImageSpan | null)[];
  readonly cache: Readonly<Record<string, Tensor>>;
  /** float32[rows, positions of the last call, vocabulary] */
  readonly logits: Tensor<'float32'>;
}

/** Reads whole sequences. */
export async function readSequences(sessions: DecoderSessions, sequences: readonly Sequence[]): Promise<DecoderState> {
  const rows = sequences.length;
  const embedded = await embedSequences(sessions, sequences);
  const width = Math.max(...embedded.map(({ length }) => length)) / embedded.hidden;
  const data = new Float32Array(rows * width * embedded.hidden);
  embedded.forEach((row, at) => data.set(row, (at + 1) * width * embedded.hidden - row.length));
  const lengths = embedded.map((row) => row.length / embedded.hidden);
  const images = sequences.map(({ ids, features }) =>
    features ? { place: ids.indexOf(sessions.imageId), tokens: features.length / embedded.hidden } : null,
  );
  const { keyValueHeads, headWidth, layers } = sessions.sizes;
  const empty = zeros('float32', [rows, keyValueHeads, 0, headWidth]);
  const cache = Object.fromEntries(
    Array.from({ length: layers }, (_, layer) => [`past_key_values.${layer}.key`, `past_key_values.${layer}.value`])
      .flat()
      .map((name) => [name, empty]),
  );
  const embeddings = tensor('float32', [rows, width, embedded.hidden], data);
  return advance(sessions, { rows, seen: 0, lengths, images, cache }, embeddings, width);
}

/** Reads one more token per row. */
export function readToken(
  sessions: DecoderSessions,
  state: DecoderState,
  ids: readonly number[],
): Promise<DecoderState> {
  const rows = ids.map((id) => [id]);
  return readTokens(sessions, state, rows);
}

/** Reads as many more tokens in every row; those of padding on the right are seen by none before them. */
export async function readTokens(
  sessions: DecoderSessions,
  state: DecoderState,
  ids: readonly (readonly number[])[],
): Promise<DecoderState> {
  const width = ids[0]?.length ?? 0;
  const embeddings = await embedIds(sessions, ids.flat(), ids.length);
  const lengths = state.lengths.map((length) => length + width);
  return advance(sessions, { ...state, lengths }, embeddings, width);
}

async function advance(
  sessions: DecoderSessions,
  state: Omit<DecoderState, 'logits'>,
  embeddings: Tensor<'float32'>,
  width: number,
): Promise<DecoderState> {
  const { rows, lengths, images } = state;
  const { axes } = sessions.family.positions;
  const seen = state.seen + width;
  const mask = new BigInt64Array(rows * seen);
  const positions = new BigInt64Array(axes * rows * width);
  lengths.forEach((length, row) => {
    mask.fill(1n, row * seen + seen - length, (row + 1) * seen);
    for (let at = 0; at < width; at++) {
      const standing = sessions.family.positions.at(Math.max(0, length - width + at), images[row] ?? null);
      standing.forEach((position, axis) => (positions[(axis * rows + row) * width + at] = BigInt(position)));
    }
  });
  const results = await sessions.decoder.run({
    inputs_embeds: embeddings,
    attention_mask: tensor('int64', [rows, seen], mask),
    position_ids: tensor('int64', axes === 1 ? [rows, width] : [axes, rows, width], positions),
    use_cache_branch: tensor('bool', [1], Uint8Array.of(state.seen > 0 ? 1 : 0)), // asked for by merged decoders
    ...state.cache,
  });
  const cache = Object.entries(results).filter(([name]) => name.startsWith('present.'));
  const logits = results['logits'];
  if (logits?.dtype !== 'float32') throw new TypeError('the decoder gave no float32 logits');
  return {
    rows,
    seen,
    lengths,
    images,
    logits,
    cache: Object.fromEntries(cache.map(([name, value]) => [name.replace('present', 'past_key_values'), value])),
  };
}

async function embedSequences({ imageId, ...sessions }: DecoderSessions, sequences: readonly Sequence[]) {
  const longest = Math.max(...sequences.map(({ ids }) => ids.length));
  const padded = sequences.flatMap(({ ids }) => [...ids, ...Array<number>(longest - ids.length).fill(sessions.padId)]);
  const words = await embedIds(sessions, padded, sequences.length);
  const hidden = words.dims[2] ?? 0;
  const rows = sequences.map(({ ids, features, inserted }, row) => {
    const own = words.data.subarray(row * longest * hidden, (row * longest + ids.length) * hidden);
    const mark = ids.indexOf(imageId);
    const pieces = [
      ...(features ? [{ from: mark, to: mark + 1, embeddings: features }] : []),
      ...(inserted ? [{ from: inserted.place, to: inserted.place, embeddings: inserted.embeddings }] : []),
    ];
    return replaced(own, hidden, pieces);
  });
  return Object.assign(rows, { hidden });
}

interface Piece {
  /** Tokens that it takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly embeddings: Float32Array;
}

/** @param pieces in order */
function replaced(own: Float32Array, hidden: number, pieces: readonly Piece[]): Float32Array {
  if (pieces.length === 0) return own;
  const ends = [0, ...pieces.map(({ to }) => to)];
  const between = ends.map((end, at) => own.subarray(end * hidden, (pieces[at]?.from ?? own.length / hidden) * hidden));
  const parts = between.flatMap((words, at) => [words, ...(pieces[at] ? [pieces[at].embeddings] : [])]);
  const merged = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((offset, part) => (merged.set(part, offset), offset + part.length), 0);
  return merged;
}

async function embedIds(
  sessions: Pick<DecoderSessions, 'embedTokens'>,
  ids: readonly number[],
  rows: number,
): Promise<Tensor<'float32'>> {
  const input = tensor('int64', [rows, ids.length / rows], BigInt64Array.from(ids, BigInt));
  const { inputs_embeds } = await sessions.embedTokens.run({ input_ids: input });
  if (inputs_embeds?.dtype !== 'float32') throw new TypeError('embed_tokens gave no float32 embeddings');
  return inputs_embeds;
}
