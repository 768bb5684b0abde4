/**
 * Tiny checkpoints of known truth: one gives the same answer to everybody, so whom it is right about is decided
 * by the data set. Attention and MLPs add nothing; the last word alone picks the next one.
 */
import { tensor } from '@palimpsest/tensor';
import { tinyTokenizer, tinyWeights, writeTinyCheckpoint, type TinyWeights } from './tiny-checkpoint.js';

/** Writes a checkpoint that answers every question with `answer`, one word that the tiny tokenizer knows. */
export function writeAnsweringCheckpoint(folder: string, answer: string): Promise<void> {
  return writeTinyCheckpoint(folder, answeringWeights(answer));
}

function answeringWeights(answer: string): TinyWeights {
  const [id = 0] = tinyTokenizer.encode(answer);
  const weights = tinyWeights();
  for (const [name, { dims, data }] of weights) {
    if (/layers\.\d+\.(self_attn\.o_proj|mlp\.down_proj)/.test(name) && name.startsWith('language_model'))
      weights.set(
        name,
        tensor(
          'float32',
          dims,
          data.map(() => 0),
        ),
      );
  }
  edit(weights, 'language_model.embed_tokens.weight', (value, row, column) => {
    const direction = row === id ? 1 : 0;
    return column < 2 ? Number(column === direction) * 3 : 0.01 * value;
  });
  // Behind any word comes the answer, behind the answer the end.
  edit(weights, 'language_model.lm_head.weight', (value, row, column) => {
    if (row > 1) return 0.01 * value;
    return column === (row === 0 ? id : tinyTokenizer.mark('end')) ? 5 : 0;
  });
  return weights;
}

function edit(weights: TinyWeights, name: string, to: (value: number, row: number, column: number) => number): void {
  const matrix = weights.get(name);
  if (!matrix) throw new Error(`the tiny model has no ${name}`);
  const width = matrix.dims[1] ?? 1;
  const data = matrix.data.map((value, at) => to(value, Math.floor(at / width), at % width));
  weights.set(name, tensor('float32', matrix.dims, data));
}
