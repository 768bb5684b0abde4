/**
 * The curves of a run: loss and gradient norm of every term, and the validation loss. Long runs are thinned to
 * about `kept` points per curve, but a step with a zero gradient or a value that is no number is always kept,
 * because the health checks live on those.
 */
import type { Curve } from '@palimpsest/contracts';

type Quantity = Curve['quantity'];
export interface Measurement {
  readonly name: string;
  readonly quantity: Quantity;
  readonly value: number;
}

const kept = 100;

export class CurveRecorder {
  readonly #curves = new Map<
    string,
    { name: string; quantity: Quantity; points: { step: number; value: number | null }[] }
  >();
  readonly #stride: number;

  /** @param saved the curves of the part of the run that has been done already */
  constructor(steps: number, saved: readonly Curve[] = []) {
    this.#stride = Math.max(1, Math.ceil(steps / kept));
    for (const curve of saved) {
      this.#curves.set(`${curve.quantity} ${curve.name}`, { ...curve, points: [...curve.points] });
    }
  }

  /** Adds the measurements of one step; `always` skips the thinning. */
  record(step: number, measurements: readonly Measurement[], always = false): void {
    for (const { name, quantity, value } of measurements) {
      const dead = !Number.isFinite(value) || (quantity === 'gradient-norm' && value === 0);
      if (!always && !dead && step % this.#stride !== 0) continue;
      const key = `${quantity} ${name}`;
      const curve = this.#curves.get(key) ?? { name, quantity, points: [] };
      this.#curves.set(key, curve);
      curve.points.push({ step, value: Number.isFinite(value) ? value : null });
    }
  }

  curves(): readonly Curve[] {
    return [...this.#curves.values()].map((curve) => ({ ...curve, points: [...curve.points] }));
  }
}
