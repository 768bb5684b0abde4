/** A term over several passes: Σ count·loss and Σ count·∂loss/∂δ in double precision, then divided by Σ count. */
import type { Tensor } from '@palimpsest/tensor';
import type { Term } from './terms.js';

export class TermSum {
  #count = 0;
  #loss = 0;
  #gradient: Float64Array | null = null;

  constructor(readonly term: Term) {}

  /** @param results what one pass gives: see `buildPass` */
  add(results: Readonly<Record<string, Tensor>>): void {
    const count = Number(results[`count_${this.term}`]?.data[0]);
    this.#count += count;
    this.#loss += count * Number(results[`loss_${this.term}`]?.data[0]);
    const gradient = results[`gradient_${this.term}`]?.data as Float32Array | Float64Array | undefined;
    if (!gradient) return;
    const sum = (this.#gradient ??= new Float64Array(gradient.length));
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + count * (gradient[i] ?? Number.NaN);
  }

  get loss(): number {
    return this.#loss / this.#count;
  }

  /** Null when the term does not move δ. */
  get gradient(): Float64Array | null {
    return this.#gradient?.map((value) => value / this.#count) ?? null;
  }
}
