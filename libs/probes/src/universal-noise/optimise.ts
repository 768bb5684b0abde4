/**
 * The loop of every search for one noise, as in SUA's algorithm box; how a step moves δ is the attack's own:
 *
 *   δ ← 0
 *   for t = 0 … T−1:
 *     draw B training people, one image of each and K questions about it
 *     δ ← one step of the attack, SUA's being clip(δ − α_t·sign(∂L/∂δ), −ε, ε)
 *     now and then: compare the loss on fixed validation people with the best so far
 *   return the best δ
 *
 * It stops between steps when asked to, goes on from its last saved state, and returns curves, not grades.
 */
import type { Checkpointing } from '@palimpsest/audit';
import type { Curve } from '@palimpsest/contracts';
import type { Rng } from '@palimpsest/tensor';
import { decodeAttackState, encodeAttackState, type AttackState } from './attack-state.js';
import { drawBatch } from './batches.js';
import { CurveRecorder, type Measurement } from './curve-recorder.js';
import type { PreparedAttack, TermMeasurement } from './attack.js';
import { stepSizeAt, type StepSize } from './step-size.js';
import type { ValidationLoss } from './validation-loss.js';

export interface Descent {
  readonly epsilon: number;
  readonly steps: number;
  readonly stepSize: StepSize;
  /**
   * Which δ is returned: the best on validation people (the last when there are none), the one with the lowest
   * adversarial loss on its own random batch (as published), or the last.
   */
  readonly select: 'validation' | 'batch-loss' | 'last';
  readonly validateEvery: number;
}

export interface DescentRun {
  readonly rng: Rng;
  readonly signal: AbortSignal;
  readonly validation: ValidationLoss | null;
  /** Null for short runs that start again when interrupted. */
  readonly checkpointing: Checkpointing | null;
  progress(step: number, message: string): void;
}

export interface Optimised {
  /** [1, 3, H, W] in units of the [0,1] pixel range. */
  readonly delta: Float32Array;
  readonly steps: number;
  readonly curves: readonly Curve[];
}

/** Runs until the steps are done, or until a loss or gradient is no number: what follows would be noise. */
export async function optimise(attack: PreparedAttack, descent: Descent, run: DescentRun): Promise<Optimised> {
  const settings = JSON.stringify({ ...descent, ...attack.batchSize });
  const saved = await run.checkpointing?.load();
  let state: AttackState = saved
    ? decodeAttackState(saved, settings)
    : { step: 0, ...attack.start, best: null, curves: [] };
  const recorder = new CurveRecorder(descent.steps, state.curves);
  const validate = descent.select === 'validation' ? run.validation : null;
  if (!saved && validate) recorder.record(0, [validationPoint(await validate(state.delta))], true);

  while (state.step < descent.steps) {
    run.signal.throwIfAborted();
    const batch = drawBatch(attack.people, attack.batchSize, run.rng.fork(`step ${state.step}`));
    const alpha = stepSizeAt(descent.stepSize, state.step, descent.steps);
    const { position, terms } = await attack.step(batch, state, { step: state.step, alpha, epsilon: descent.epsilon });
    recorder.record(state.step, measurementsOf(terms));
    if (!terms.every(isFinite)) break;

    const batchBest = descent.select === 'batch-loss' ? better(state, adversarialLoss(terms)) : state.best;
    state = { ...state, ...position, step: state.step + 1, best: batchBest };
    if (validate && due(state.step, descent.validateEvery, descent.steps)) {
      const loss = await validate(state.delta);
      recorder.record(state.step, [validationPoint(loss)], true);
      state = { ...state, best: better(state, loss) };
    }
    if (run.checkpointing && due(state.step, run.checkpointing.everySteps, descent.steps)) {
      await run.checkpointing.save(encodeAttackState({ ...state, curves: recorder.curves() }, settings));
    }
    run.progress(state.step, `loss ${adversarialLoss(terms).toFixed(3)}`);
  }
  return { delta: (state.best ?? state).delta, steps: state.step, curves: recorder.curves() };
}

/** The state's δ when its loss is lower than the best one's. */
function better(state: AttackState, loss: number): AttackState['best'] {
  if (state.best && !(loss < state.best.loss)) return state.best;
  return { delta: state.delta, loss, step: state.step };
}

const due = (step: number, every: number, last: number) => step % every === 0 || step === last;

const isFinite = ({ loss, gradientNorm }: TermMeasurement) =>
  Number.isFinite(loss) && Number.isFinite(gradientNorm ?? 0);

const adversarialLoss = (terms: readonly TermMeasurement[]) =>
  terms.find(({ term }) => term === 'adversarial')?.loss ?? Number.NaN;

const validationPoint = (value: number): Measurement => ({ name: 'validation', quantity: 'loss', value });

function measurementsOf(terms: readonly TermMeasurement[]): readonly Measurement[] {
  return terms.flatMap(({ term, loss, gradientNorm }) => [
    { name: term, quantity: 'loss' as const, value: loss },
    ...(gradientNorm === null ? [] : [{ name: term, quantity: 'gradient-norm' as const, value: gradientNorm }]),
  ]);
}
