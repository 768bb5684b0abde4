/** Questions and answers as padded ids with labels. The image mark stands at one place in every sequence. */
import { tensor } from '@palimpsest/tensor';
import { ModelError } from '../model-error.js';
import type { EncodedText } from '../port.js';
import type { ChatTokenizer } from '../processing/tokenizer.js';

/** Where the image mark stands; the template puts it at the same place whatever the question. */
export function imagePlace(ids: readonly number[], imageId: number, where: string): number {
  const place = ids.indexOf(imageId);
  if (place < 0 || ids.indexOf(imageId, place + 1) >= 0) {
    throw new ModelError('the chat template must write exactly one image mark per prompt', where);
  }
  return place;
}

/** In front of the names of a graph's inputs, so that questions with and without a picture fit into one. */
export const inputPrefix = (place: number | null): '' | 'unseen/' => (place === null ? 'unseen/' : '');

/**
 * Ids, labels behind the image mark, and which labels count: those of the answer and its end mark.
 * @param imageAt of the image mark; null without a picture, and labels then stand behind the first token
 */
export function encodeText(
  batch: readonly { readonly question: string; readonly answer: string }[],
  tokenizer: ChatTokenizer,
  imageAt: number | null,
  where: string,
  length?: number,
): EncodedText {
  const place = imageAt ?? 0;
  const rows = batch.map(({ question, answer }) => ({
    prompt: tokenizer.prompt(question, imageAt !== null),
    answer: tokenizer.answer(question, answer, imageAt !== null),
  }));
  const longest = Math.max(0, ...rows.map(({ prompt, answer }) => prompt.length + answer.length));
  const width = length ?? longest;
  if (longest > width) throw new ModelError(`a text has ${longest} tokens, more than the ${width} asked for`, where);
  const labelled = width - 1 - place;
  const [ids, labels] = [new BigInt64Array(rows.length * width), new BigInt64Array(rows.length * labelled)];
  const mask = new Float32Array(rows.length * labelled);
  ids.fill(BigInt(tokenizer.padId));
  rows.forEach(({ prompt, answer }, row) => {
    [...prompt, ...answer].forEach((id, at) => {
      ids[row * width + at] = BigInt(id);
      if (at <= place) return;
      labels[row * labelled + at - place - 1] = BigInt(id);
      if (at >= prompt.length) mask[row * labelled + at - place - 1] = 1;
    });
  });
  return {
    sequences: rows.length,
    length: width,
    feeds: {
      [`${inputPrefix(imageAt)}input_ids`]: tensor('int64', [rows.length, width], ids),
      [`${inputPrefix(imageAt)}labels`]: tensor('int64', [rows.length, labelled], labels),
      [`${inputPrefix(imageAt)}label_mask`]: tensor('float32', [rows.length, labelled], mask),
    },
  };
}
