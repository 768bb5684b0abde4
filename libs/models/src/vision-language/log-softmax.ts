/** Log-probabilities and the most likely token of one row of logits. */

/** ln Σ eˣ over logits[start, start + size). */
export function logSumExp(logits: Float32Array, start: number, size: number): number {
  let most = -Infinity;
  for (let at = start; at < start + size; at++) most = Math.max(most, logits[at] ?? -Infinity);
  let sum = 0;
  for (let at = start; at < start + size; at++) sum += Math.exp((logits[at] ?? -Infinity) - most);
  return most + Math.log(sum);
}

/** Index of the largest logit; the first of equals. */
export function argMax(logits: Float32Array, start: number, size: number): number {
  let best = 0;
  for (let at = 1; at < size; at++)
    if ((logits[start + at] ?? -Infinity) > (logits[start + best] ?? -Infinity)) best = at;
  return best;
}
