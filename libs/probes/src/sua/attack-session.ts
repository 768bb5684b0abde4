/**
 * The step, opened: one session call for all images, or passes over a few at a time and then the update, in the
 * memory of one pass. Each term is a mean, so the whole's is the mean of the passes' weighted by what they count.
 */
import type { ModelGraphs } from '@palimpsest/models';
import type { Session } from '@palimpsest/runtime';
import { fromNumbers, type Tensor } from '@palimpsest/tensor';
import { buildAttackStep, sequencesOf, type AttackStepSpec } from './attack-step.js';
import { fittingPass, passBudget } from './fitting-pass.js';
import { buildPass, buildUpdate, type PassGraph } from './pass-graphs.js';
import { pickRows } from './pick-rows.js';
import { TermSum } from './term-sum.js';
import type { Term } from './terms.js';

type Tensors = Readonly<Record<string, Tensor>>;

export interface AttackSession {
  readonly terms: readonly Term[];
  /** Sequences in the text feeds: see `sequencesOf`. */
  readonly sequences: number;
  /** Images that go through the network together. */
  readonly imagesPerPass: number;
  /** Inputs and outputs of `buildAttackStep`, however many passes there are. */
  run(feeds: Tensors): Promise<Tensors>;
  close(): Promise<void>;
}

export type OpenGraph = Pick<ModelGraphs, 'open'>['open'];

/**
 * Attention weights are computed again where one image alone goes over the budget and `spec.recompute` does not say.
 * @param imagesPerPass at most; divides `spec.images`. Fewer where a pass would need too much: see `fittingPass`
 * @throws RangeError when images do not divide into passes; else as `buildAttackStep`
 */
export async function openAttackStep(
  open: OpenGraph,
  spec: AttackStepSpec,
  imagesPerPass = spec.images,
  budget = passBudget,
): Promise<AttackSession> {
  const build = (images: number, isTight: boolean) => {
    const own = { ...spec, images, recompute: isTight ? (spec.recompute ?? 'attention') : spec.recompute };
    return images === spec.images ? buildAttackStep(own) : buildPass(own);
  };
  const { images, built } = fittingPass(spec, imagesPerPass, build, budget);
  if (images < spec.images) return openPasses(open, spec, images, built);
  const session = await open(built.graph);
  return {
    terms: built.terms,
    sequences: sequencesOf(spec),
    imagesPerPass: images,
    run: (feeds) => session.run(feeds),
    close: () => session.close(),
  };
}

async function openPasses(
  open: OpenGraph,
  spec: AttackStepSpec,
  imagesPerPass: number,
  { graph, terms }: PassGraph,
): Promise<AttackSession> {
  const update = await open(buildUpdate(spec));
  const pass = await open(graph).catch(async (failure: unknown) => {
    await update.close();
    throw failure;
  });
  return {
    terms,
    sequences: sequencesOf(spec),
    imagesPerPass,
    async run(feeds) {
      const sums = terms.map((term) => new TermSum(term));
      for (let from = 0; from < spec.images; from += imagesPerPass) {
        const results = await pass.run(feedsOfPass(pass, feeds, spec, [from, from + imagesPerPass]));
        for (const sum of sums) sum.add(results);
      }
      const updated = await update.run({ ...feeds, gradient: direction(sums, spec) });
      return { ...measurements(sums, spec), ...updated };
    },
    async close() {
      await pass.close();
      await update.close();
    },
  };
}

/** Text rows stand for all questions about the images, then, where L_den is built, about the denoised images. */
function feedsOfPass(
  pass: Session,
  feeds: Tensors,
  { weights, images, questionsPerImage: questions }: AttackStepSpec,
  [from, to]: readonly [number, number],
): Tensors {
  const blocks = weights.denoised === 0 ? [0] : [0, images];
  const text = blocks.map((first) => [(first + from) * questions, (first + to) * questions] as const);
  const picked = (name: string, feed: Tensor): Tensor => {
    if (name === 'delta') return feed;
    return pickRows(feed, name === 'images' ? [[from, to]] : text);
  };
  const given = pass.inputNames.flatMap((name) => (feeds[name] ? [[name, picked(name, feeds[name])] as const] : []));
  return Object.fromEntries(given); // the session names what is missing
}

/** ∂L/∂δ = Σ weight·∂L_term/∂δ */
function direction(sums: readonly TermSum[], { grid, weights, floatType = 'float32' }: AttackStepSpec): Tensor {
  const total = new Float64Array(3 * grid.height * grid.width);
  for (const { term, gradient } of sums) {
    const weight = term === 'adversarial' ? 1 : weights[term];
    if (gradient) for (let i = 0; i < total.length; i++) total[i] = (total[i] ?? 0) + weight * (gradient[i] ?? 0);
  }
  return fromNumbers(floatType, [1, 3, grid.height, grid.width], Array.from(total));
}

function measurements(sums: readonly TermSum[], { floatType = 'float32' }: AttackStepSpec): Tensors {
  const scalar = (value: number) => fromNumbers(floatType, [], [value]);
  const norm = (gradient: Float64Array | null) =>
    Math.sqrt(gradient?.reduce((squares, value) => squares + value * value, 0) ?? 0);
  return Object.fromEntries(
    sums.flatMap(({ term, loss, gradient }) => [
      [`loss_${term}`, scalar(loss)],
      [`gradient_norm_${term}`, scalar(norm(gradient))],
    ]),
  );
}
