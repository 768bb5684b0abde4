/** What one SUA step is fed: random pixels, noise inside ε, questions of random words, the blur's matrices. */
import { fromNumbers, Rng, tensor, type Tensor } from '@palimpsest/tensor';
import type { ModelGraphs } from '@palimpsest/models';
import { blurMatrix } from '../../../../libs/defenses/src/gaussian-blur.js';
import type { BenchCase } from '../bench-cases.js';

/** Tokens of a question and of an answer; with marks and roles a sequence has 32 before the image is put in. */
const questionTokens = 24;
const answerTokens = 4;
const epsilon = 12 / 255;

export function suaFeeds(
  { name, images, questionsPerImage }: BenchCase,
  graphs: Pick<ModelGraphs, 'encodeText'>,
  words: { readonly count: number },
  side: number,
): Map<string, Tensor> {
  const rng = new Rng(name);
  const text = (length: number) => Array.from({ length }, () => `w${rng.integer(words.count)}`).join(' ');
  const asked = Array.from({ length: images * questionsPerImage }, () => ({
    question: text(questionTokens),
    answer: text(answerTokens),
  }));
  const { feeds } = graphs.encodeText([...asked, ...asked]); // for x' and again for D(x')
  const drawn = (dims: readonly number[], draw: () => number) => {
    const count = dims.reduce((product, dim) => product * dim, 1);
    return tensor('float32', dims, Float32Array.from({ length: count }, draw));
  };
  const blur = blurMatrix(side, 1);
  return new Map<string, Tensor>([
    ...Object.entries(feeds),
    ['images', drawn([images, 3, side, side], () => rng.uniform())],
    ['delta', drawn([1, 3, side, side], () => epsilon * (2 * rng.uniform() - 1))],
    ['alpha', tensor('float32', [], Float32Array.of(2 / 255))],
    ['epsilon', tensor('float32', [], Float32Array.of(epsilon))],
    ['blur', fromNumbers('float32', [side, side], blur)],
  ]);
}
