/**
 * Probes try to get knowledge out of a checkpoint. A probe is handed a model and training subjects and
 * yields candidates: changed inputs or a changed model. It never sees held-out subjects and never grades
 * itself: the runner projects to ε, rounds to 8 bits, asks again on a fresh forward pass and counts.
 */
import type { z } from 'zod';
import type { Access, Ask, AttackClass, Curve, Purpose, Role } from '@palimpsest/contracts';
import type { RgbImage } from '@palimpsest/datasets';
import type { EmbeddingChange, VisionLanguageModel } from '@palimpsest/models';
import type { Rng } from '@palimpsest/tensor';
import type { DefenseBench } from './defense.js';
import { checkMetadata, PluginDefinitionError, type ParsedParams, type PluginMetadata } from './plugin.js';

/** One question about one image, with its answer. Several samples share an `imageId` and an image object. */
export interface Sample {
  readonly subject: string;
  readonly itemId: string;
  readonly attribute: string;
  readonly imageId: string;
  /** Already on the model's pixel grid, 8 bits. Null for text-only items. */
  readonly image: RgbImage | null;
  readonly question: string;
  readonly answer: string;
  /** All values of the attribute, where the data set knows them. */
  readonly choices: readonly string[] | null;
}

/** A universal change of the input image: the same δ is added to every image. */
export interface Perturbation {
  /** [1, 3, H, W] in units of the [0,1] pixel range; the runner clips it to the probe's ε. */
  readonly delta: Float32Array;
}

/** What a probe may change about a question: never whom or what it is about. */
export interface Wording {
  readonly question: string;
  readonly image: RgbImage | null;
  /** The answer is made to begin like this; it does not count as said. */
  readonly prefill?: string;
}

/** What a probe may know of a question that it changes. The answer is not among it. */
export interface Asked extends Pick<Sample, 'question' | 'image' | 'attribute' | 'choices'> {
  /** Other wordings that the data set has and no model was trained on. */
  readonly paraphrases: readonly string[];
}

/** Answers drawn at a temperature instead of the most likely ones. */
export interface Sampling {
  readonly samples: number;
  /** Divides the logits; 1 draws from the model's own distribution. */
  readonly temperature: number;
}

/** @param tick may be called with how many more were scored; what it is not told of counts as scored at the end */
export type ScoreMembership = (
  samples: readonly Sample[],
  tick: (scored: number) => void,
) => Promise<readonly number[]>;

/** What a probe found. Everything it says about itself is shown, nothing of it is a score. */
export interface Candidate {
  /** Names the row: `clean`, `noise-1`, `sua`. Unique within one run. */
  readonly variant: string;
  /** Of the probe's asks those that make sense for this candidate; all unless given. */
  readonly asks?: readonly Ask[];
  readonly perturbation?: Perturbation;
  /** A changed copy of the model (relearned, quantised). The runner closes it. */
  readonly model?: VisionLanguageModel;
  /** What the decoder reads besides or in the place of a picture's tokens; the runner bounds it and makes the copy. */
  readonly embeddings?: EmbeddingChange;
  /** How much dearer it is to score than others of the probe; 1 unless given. The estimate's `usual` adds them up. */
  readonly effort?: number;
  /** Asks in other words or with another picture; null leaves a question out. */
  readonly rephrase?: (asked: Asked) => Wording | null;
  readonly sampling?: Sampling;
  /** How much each sample looks like one that was trained on: higher is likelier. Asked for by `membership` only. */
  readonly membership?: ScoreMembership;
  /** Losses and gradient norms per step, for the report and the health checks. */
  readonly curves?: readonly Curve[];
  /** Optimisation steps taken. */
  readonly steps?: number;
  /** `unbounded-check`: the same attack without its ε, used only to see that it can work at all. */
  readonly use?: 'recovery' | 'unbounded-check';
}

/** Optimiser state that survives a kill. The runner stores it under the unit's key and drops it at the end. */
export interface Checkpointing {
  /** Save at least this often. */
  readonly everySteps: number;
  load(): Promise<Uint8Array | null>;
  save(state: Uint8Array): Promise<void>;
}

export interface ProbeContext {
  readonly model: VisionLanguageModel;
  /** Questions about the training subjects, on train views. Empty for probes that are not cross-fitted. */
  readonly train: readonly Sample[];
  /** Questions about validation subjects: fixed for the unit, never scored. For choosing among steps. */
  readonly validation: readonly Sample[];
  /** Questions about retain subjects, on train views: whom the model may know. At most so many subjects. */
  readonly retained: (subjects: number) => Promise<readonly Sample[]>;
  /** Seeded by the unit's key: the same inputs draw the same numbers. */
  readonly rng: Rng;
  /** Check between steps; the runner also stops between candidates. */
  readonly signal: AbortSignal;
  readonly checkpointing: Checkpointing;
  /** Denoisers to attack through. */
  readonly defenses: DefenseBench;
  readonly progress: (step: number, total: number, message: string) => void;
}

/** What a run will cost, for the ETA and the budget. */
export interface ProbeEstimate {
  /** Candidates it yields at most; more are refused and flagged. */
  readonly candidates: number;
  /** Gradient steps over all candidates. */
  readonly gradientSteps: number;
  /** Of a gradient step, where asking freely about one view of a person costs 1; 20 unless given. */
  readonly stepCost?: number;
  /** How much dearer a candidate is to ask than the model itself: so many draws, a prompt per value. 1 unless given. */
  readonly askCost?: number;
  /** Candidates that change nothing: they are asked about people to be kept, too. None unless given. */
  readonly plain?: number;
  /** Candidates that nobody is asked about. None unless given. */
  readonly checks?: number;
  /** Candidates to reckon with where only the opened model tells how many there are; all that it may yield unless given. */
  readonly usual?: number;
}

export interface ProbeDefinition<Schema extends z.ZodObject = z.ZodObject> extends PluginMetadata {
  readonly access: Access;
  /** Evidence tier of SCIENCE §4.11: 0 direct, 1 passive, 2 relearned, 3 optimised. */
  readonly tier: 0 | 1 | 2 | 3;
  readonly purpose: Purpose;
  /**
   * Names of shipped checkpoints, or of such as a test makes of them (test/support), on which it has been seen to find
   * what they hold (docs/battery.md). Without one, finding nothing says nothing: reports mark the probe as unexamined.
   */
  readonly examinedOn: readonly string[];
  /**
   * What a data protection authority would call it (EDPB Opinion 28/2024). Filings say per class what was tried
   * (`libs/compliance`); a probe that is no control has at least one.
   */
  readonly attackClasses: readonly AttackClass[];
  readonly asks: readonly Ask[];
  /** Roles it runs on unless the plan says otherwise. */
  readonly runsOn: readonly Role[];
  /** Trains on some subjects, so every subject must be held out once. */
  readonly crossFitted: boolean;
  /** Draws random numbers, so every seed of the plan is run. */
  readonly seeded: boolean;
  /** Optimises against answers, so permuted answers are a meaningful control. */
  readonly permutedControl: boolean;
  readonly params: Schema;
  /** L∞ bound on the input in [0,1]; null when the input is not changed. */
  epsilon(params: ParsedParams<Schema>): number | null;
  /** Bound on ‖u_t‖₂ of the shift of an image token, in lengths of that token; no shift is taken from a probe without. */
  radius?(params: ParsedParams<Schema>): number;
  estimate(params: ParsedParams<Schema>): ProbeEstimate;
  /** @throws NotApplicableError where the checkpoint is not what the probe can work on */
  run(context: ProbeContext, params: ParsedParams<Schema>): AsyncIterable<Candidate>;
}

/** What a probe does cannot be done with this checkpoint: a gap with this reason, not a failure. */
export class NotApplicableError extends Error {
  override readonly name = 'NotApplicableError';
}

/** A probe whose parameter type has been forgotten: what rosters hold. */
export type Probe = ProbeDefinition;

/**
 * Declares a probe: one file, one roster line.
 * @throws PluginDefinitionError when texts or attack classes are missing, or a probe without training claims to be permutable
 */
export function defineProbe<Schema extends z.ZodObject>(definition: ProbeDefinition<Schema>): Probe {
  checkMetadata('probe', definition);
  const fail = (problem: string) => {
    throw new PluginDefinitionError('probe', definition.id, problem);
  };
  if (definition.asks.length === 0) fail('it asks nothing: give at least one of free, choice, cloze, mcq');
  if (definition.runsOn.length === 0) fail('it runs on no role');
  if (definition.attackClasses.length === 0 && definition.purpose !== 'control')
    fail('it belongs to no class of attack: give at least one, so that filings can say what was tried');
  if (definition.permutedControl && !definition.crossFitted)
    fail('permuted answers need training subjects (crossFitted)');
  return definition;
}
