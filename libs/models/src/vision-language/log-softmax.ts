/** Log-probabilities, the most likely token and random ones, of one row of logits. */

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

/** ln Σ eˣ, and mean and deviation of log p under p, over one row. */
export function logMoments(logits: Float32Array, start: number, size: number) {
  const normaliser = logSumExp(logits, start, size);
  let mean = 0;
  let square = 0;
  for (let at = start; at < start + size; at++) {
    const log = (logits[at] ?? -Infinity) - normaliser;
    const p = Math.exp(log);
    if (p === 0) continue; // its share of both sums is 0
    mean += p * log;
    square += p * log * log;
  }
  return { normaliser, mean, deviation: Math.sqrt(Math.max(0, square - mean * mean)) };
}

/** A token of softmax(logits / temperature), by inversion: `uniform` in [0, 1) decides. */
export function drawToken(
  logits: Float32Array,
  start: number,
  size: number,
  temperature: number,
  uniform: number,
): number {
  const weights = Array.from({ length: size }, (_, at) => (logits[start + at] ?? -Infinity) / temperature);
  const most = weights.reduce((a, b) => Math.max(a, b), -Infinity);
  const shares = weights.map((weight) => Math.exp(weight - most));
  let left = uniform * shares.reduce((sum, share) => sum + share, 0);
  for (let at = 0; at < size; at++) {
    left -= shares[at] ?? 0;
    if (left < 0) return at;
  }
  return argMax(logits, start, size); // rounding left a remainder
}
