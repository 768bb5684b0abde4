/**
 * Questions and answers about some pictures as the feeds of `answeringGraph`: packed token rows, and for each
 * answer token (and the end mark) where it is predicted from.
 */
import { tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { packedLength } from '../architecture/packed-sequences.js';
import type { AnsweringShape } from '../architecture/training-graphs.js';
import type { WordTokenizer } from '../checkpoint/word-tokenizer.js';

export interface AnsweredQuestion {
  readonly text: string;
  readonly answer: string;
}

/** Ids of one segment, and which of its positions predict the answer. */
interface Segment {
  readonly ids: readonly number[];
  /** Position of the token before the first answer token. */
  readonly from: number;
}

/**
 * Feeds without `tokens`: rows[i] are the questions of picture i, exactly `segments` of them. Label slots that no
 * answer needs get weight 0. Throws RangeError when a segment or the labels do not fit.
 */
export function packedFeeds(
  rows: readonly (readonly AnsweredQuestion[])[],
  shape: AnsweringShape,
  tokenizer: WordTokenizer,
): Record<string, Tensor> {
  const { packing, images } = shape;
  const { prefix, segments, segmentLength } = packing;
  const text = new BigInt64Array(images * segments * segmentLength).fill(BigInt(tokenizer.mark('pad')));
  const index = new BigInt64Array(shape.labels);
  const labels = new BigInt64Array(shape.labels);
  const weight = new Float32Array(shape.labels);
  let used = 0;
  rows.forEach((questions, row) => {
    questions.forEach((question, column) => {
      const segment = encodeSegment(question, tokenizer);
      if (segment.ids.length > segmentLength) {
        throw new RangeError(`a question with its answer has ${segment.ids.length} tokens, ${segmentLength} fit`);
      }
      const start = (row * segments + column) * segmentLength;
      segment.ids.forEach((id, i) => (text[start + i] = BigInt(id)));
      const packed = row * packedLength(packing) + prefix + column * segmentLength;
      for (let i = segment.from; i + 1 < segment.ids.length; i++, used++) {
        if (used >= shape.labels) throw new RangeError(`the answers have more than ${shape.labels} tokens`);
        index[used] = BigInt(packed + i);
        labels[used] = BigInt(segment.ids[i + 1] ?? 0);
        weight[used] = 1;
      }
    });
  });
  return {
    prefix_ids: tensor('int64', [images, 1], new BigInt64Array(images).fill(BigInt(tokenizer.mark('user')))),
    text_ids: tensor('int64', [images, segments * segmentLength], text),
    label_index: tensor('int64', [shape.labels], index),
    labels: tensor('int64', [shape.labels], labels),
    label_weight: tensor('float32', [shape.labels], weight),
  };
}

/** Tokens of the longest segment. */
export function longestSegment(questions: Iterable<AnsweredQuestion>, tokenizer: WordTokenizer): number {
  let longest = 0;
  for (const question of questions) longest = Math.max(longest, encodeSegment(question, tokenizer).ids.length);
  return longest;
}

/** Labelled tokens of an answer, the end mark included. */
export function labelCount(answer: string, tokenizer: WordTokenizer): number {
  return tokenizer.encode(answer).length + 1;
}

/** question ASSISTANT: answer </s> */
function encodeSegment({ text, answer }: AnsweredQuestion, tokenizer: WordTokenizer): Segment {
  const asked = [...tokenizer.encode(text), tokenizer.mark('assistant')];
  return { ids: [...asked, ...tokenizer.encode(answer), tokenizer.mark('end')], from: asked.length - 1 };
}
