/**
 * One step of SUA as one ONNX graph: perturb, denoise, embed, decode, three losses, their gradients with
 * respect to δ, the update and the projection. Nothing is done outside it, so a step is one session call and
 * each term's gradient norm is there to be looked at (SCIENCE §1.2; arXiv:2506.17265).
 *
 *   x' = clip(x + δ, 0, 1)      L = L_adv(x') + w_den·L_den(D(x')) + w_align·L_align(x', D(x'))
 *
 * With both weights at 0 no D branch is built at all. `reference-code` rebuilds what the official code does:
 * x + δ unclipped on its own branch, alignment without gradient and on raw pixels (SCIENCE §1.3).
 */
import type { Recompute } from '@palimpsest/autodiff';
import type { ModelGraphs } from '@palimpsest/models';
import { GraphBuilder, type Value } from '@palimpsest/onnx';
import { alignmentLoss, answerLoss, labelCount } from './losses.js';
import type { Term, TermWeights } from './terms.js';
import { termGradients, type StepPixels } from './term-gradients.js';
import type { MeasuredTerm, MeasuredTerms } from './measured-terms.js';
import type { UpdateRule } from '../universal-noise/update-rule.js';

export type Behaviour = 'corrected' | 'reference-code';

/** D inside a graph, [n, 3, H, W] → the same. */
export type GraphDenoiser = (g: GraphBuilder, pixels: Value) => Value;

export interface AttackStepSpec {
  readonly model: Pick<ModelGraphs, 'imageFeatures' | 'answerLogProbabilities'>;
  readonly grid: { readonly height: number; readonly width: number };
  readonly images: number;
  readonly questionsPerImage: number;
  /** Tokens per padded sequence, as `encodeText` was told. */
  readonly textLength: number;
  readonly weights: TermWeights;
  /** Needed when one of the weights is not 0. */
  readonly denoise: GraphDenoiser | null;
  readonly update: UpdateRule;
  readonly behaviour: Behaviour;
  /** What the backward pass computes again instead of keeping it; nothing unless given, but see `openAttackStep`. */
  readonly recompute?: Recompute | 'none' | undefined;
  /** float64 is for checking gradients. */
  readonly floatType?: 'float32' | 'float64';
}

export interface AttackStep {
  /**
   * Inputs: `images` [B,3,H,W] in [0,1], `delta` [1,3,H,W], `alpha`, `epsilon`, the update rule's and the
   * text's. Outputs: `next_delta`, the rule's state, `loss_‹term›` and `gradient_norm_‹term›` (L2, unweighted).
   */
  readonly graph: GraphBuilder;
  readonly terms: readonly Term[];
  /** As `sequencesOf` says. */
  readonly sequences: number;
}

/**
 * Builds the step.
 * @throws BlockedGradientError naming every node without a gradient
 * @throws RangeError when a term needs D and there is none
 */
export function buildAttackStep(spec: AttackStepSpec): AttackStep {
  const g = new GraphBuilder({ floatType: spec.floatType ?? 'float32' });
  const { delta, terms } = measureTerms(g, spec);
  for (const [term, { loss, gradient }] of Object.entries(terms)) {
    g.output(loss, `loss_${term}`);
    g.output(norm(g, gradient), `gradient_norm_${term}`);
  }
  g.output(spec.update.build(g, delta, total(g, terms, spec.weights)), 'next_delta');
  return { graph: g, terms: Object.keys(terms) as Term[], sequences: sequencesOf(spec) };
}

/** Sequences in the text feeds: B·K for x', and B·K again for D(x') when L_den is built. */
export function sequencesOf({ images, questionsPerImage, weights }: AttackStepSpec): number {
  return images * questionsPerImage * (weights.denoised === 0 ? 1 : 2);
}

function perturbAndDenoise(g: GraphBuilder, { grid, images: count, ...spec }: AttackStepSpec): StepPixels {
  const images = g.input('images', g.floatType, [count, 3, grid.height, grid.width]);
  const delta = g.input('delta', g.floatType, [1, 3, grid.height, grid.width]);
  const clips = spec.behaviour === 'corrected';
  const moved = g.add(images, delta);
  const perturbed = clips ? g.clip(moved, 0, 1) : moved;
  if (spec.weights.denoised === 0 && spec.weights.alignment === 0) {
    return { delta, perturbed, denoised: null, batch: perturbed };
  }
  if (!spec.denoise) throw new RangeError('attack step: L_den or L_align has a weight but there is no denoiser');
  const filtered = spec.denoise(g, perturbed);
  const denoised = clips ? filtered : g.clip(filtered, 0, 1);
  return { delta, perturbed, denoised, batch: g.concat([perturbed, denoised], 0) };
}

/** Forward and backward: what each term is and where it pulls δ. */
export function measureTerms(g: GraphBuilder, spec: AttackStepSpec): MeasuredTerms {
  const { images, questionsPerImage, textLength: length, weights } = spec;
  const pixels = perturbAndDenoise(g, spec);
  const [half, sequences] = [images * questionsPerImage, sequencesOf(spec)];
  const features = spec.model.imageFeatures(g, pixels.batch);
  const seen = sequences > half || !pixels.denoised ? features : g.slice(features, 0, 0, images);
  const scores = spec.model.answerLogProbabilities(g, perQuestion(g, seen, questionsPerImage), { sequences, length });
  const losses = {
    adversarial: answerLoss(g, scores, 0, half),
    ...(weights.denoised === 0 ? {} : { denoised: answerLoss(g, scores, half, sequences) }),
    ...(weights.alignment === 0 ? {} : { alignment: alignmentLoss(g, features, images) }),
  };
  const gradients = termGradients(g, pixels, losses, {
    ...{
      detachAlignment: spec.behaviour === 'reference-code',
      recompute: spec.recompute === 'none' ? undefined : spec.recompute,
    },
  });
  const answers = (term: Term) => (term === 'denoised' ? ([half, sequences] as const) : ([0, half] as const));
  const measured = (term: Term, loss: Value): MeasuredTerm => ({
    loss,
    gradient: gradients[term] ?? null,
    count: () => (term === 'alignment' ? g.scalar(images) : labelCount(g, scores, ...answers(term))),
  });
  return {
    delta: pixels.delta,
    terms: Object.fromEntries(Object.entries(losses).map(([term, loss]) => [term, measured(term as Term, loss)])),
  };
}

/** [n, tokens, hidden] → [n·K, tokens, hidden], every image's features once per question about it. */
function perQuestion(g: GraphBuilder, features: Value, questions: number): Value {
  const [n, tokens, hidden] = features.shape as readonly number[] as readonly [number, number, number];
  const repeated = g.expand(g.unsqueeze(features, [1]), [n, questions, tokens, hidden]);
  return g.reshape(repeated, [n * questions, tokens, hidden]);
}

function norm(g: GraphBuilder, gradient: Value | null): Value {
  return gradient ? g.sqrt(g.reduceSum(g.mul(gradient, gradient), null, false)) : g.scalar(0);
}

/** ∂L/∂δ = Σ weight·∂L_term/∂δ. */
function total(g: GraphBuilder, terms: MeasuredTerms['terms'], weights: TermWeights): Value {
  const weighted = (Object.keys(terms) as Term[]).flatMap((term) => {
    const gradient = terms[term]?.gradient;
    const weight = term === 'adversarial' ? 1 : weights[term];
    return gradient ? [weight === 1 ? gradient : g.mul(gradient, weight)] : [];
  });
  return weighted.reduce((sum, gradient) => g.add(sum, gradient));
}
