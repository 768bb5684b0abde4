/** The step on the tiny model: what it is built of and fed with. */
import { fromNumbers, Rng, toNumbers, type Tensor } from '@palimpsest/tensor';
import type { AttackStepSpec } from '../attack-step.js';
import type { UpdateRule } from '../../universal-noise/update-rule.js';
import { floats, rowSmoother, tiny, tinyGraphs, tinyText } from './tiny-graphs.js';

export const images = 2;
export const questionsPerImage = 3;
export const half = images * questionsPerImage;
export const size = 3 * tiny.height * tiny.width;

/** Moves δ by exactly the gradient, so that the step's total gradient can be read off. */
export const plain: UpdateRule = {
  id: 'sign',
  state: [],
  scalars: () => ({}),
  build: (g, delta, direction) => {
    g.input('alpha', g.floatType, []);
    g.input('epsilon', g.floatType, []);
    return g.sub(delta, direction);
  },
};

export function specOf(change: Partial<AttackStepSpec> = {}): AttackStepSpec {
  return {
    model: tinyGraphs(),
    grid: tiny,
    images,
    questionsPerImage,
    textLength: tiny.textLength,
    weights: { denoised: 1, alignment: 0.7 },
    denoise: rowSmoother,
    update: plain,
    behaviour: 'corrected',
    floatType: 'float64',
    ...change,
  };
}

/** Pixels away from 0 and 1 and a δ inside, so nothing sits on a kink; `edges` puts some pixels on them. */
export function feedsOf(spec: AttackStepSpec, sequences: number, edges = false) {
  const type = spec.floatType ?? 'float32';
  const rng = new Rng('pixels');
  const pixel = () => (edges ? Math.min(1, Math.max(0, 1.4 * rng.uniform() - 0.2)) : 0.2 + 0.6 * rng.uniform());
  const asked = tinyText(half, 'text', type);
  asked['label_mask'] = withoutLast(asked['label_mask'] as Tensor); // answers of several lengths
  return {
    ...(sequences === half ? asked : stacked(asked, tinyText(half, 'text about the denoised images', type))),
    images: floats(type, [images, 3, 8, 8], Array.from({ length: images * size }, pixel)),
    delta: floats(
      type,
      [1, 3, 8, 8],
      Array.from({ length: size }, () => 0.1 * (rng.uniform() - 0.5)),
    ),
    alpha: floats(type, [], [1 / 255]),
    epsilon: floats(type, [], [12 / 255]),
  };
}

const withoutLast = (mask: Tensor): Tensor =>
  floats(mask.dtype === 'float64' ? 'float64' : 'float32', mask.dims, [...toNumbers(mask).slice(0, -1), 0]);

const stacked = (above: Record<string, Tensor>, below: Record<string, Tensor>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(above).map(([name, rows]) => {
      const values = [...toNumbers(rows), ...toNumbers(below[name] as Tensor)];
      const dims = [2 * (rows.dims[0] ?? 0), ...rows.dims.slice(1)];
      return [name, fromNumbers(rows.dtype, dims, values)];
    }),
  );
