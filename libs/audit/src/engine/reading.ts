/**
 * How a model reads the true answer, token by token, counted. Source of the measures: SCIENCE §4.8; the floor of 1/T
 * that published code gives to a model that reproduces nothing is 0 here.
 */

/** Of T tokens. */
export interface Read {
  readonly tokens: number;
  readonly hits: number;
}

/** Exact memorisation: tokens of the answer that are the most likely ones, given the true tokens before. */
export function exactMemorisation(greedy: readonly boolean[]): Read {
  return { tokens: greedy.length, hits: greedy.filter(Boolean).length };
}

/**
 * Extraction strength: T − k* tokens, where k* is the shortest prefix of the answer behind which greedy decoding writes
 * the rest. That is the prefix up to the last token that is not the most likely one.
 */
export function extractionStrength(greedy: readonly boolean[]): Read {
  return { tokens: greedy.length, hits: greedy.length - (greedy.lastIndexOf(false) + 1) };
}

/** Log-probabilities below it belong to tokens outside of every set: a set of e¹⁰⁰ tokens is larger than any vocabulary. */
const OUTSIDE = -100;

/**
 * A set of tokens is handed over as a model that draws its next token from it uniformly: inside, the log-probability is
 * minus the logarithm of the set's size.
 * @returns one token, hit or not
 */
export function isInSet(logProbability: number): Read {
  return { tokens: 1, hits: Number(logProbability > OUTSIDE) };
}

/**
 * Membership: of the people known to be outside, how many score lower than this one. Their share is this one's part of
 * the area under the ROC curve (Mann and Whitney's U).
 * @returns two tokens per outsider: two hits for one that is lower, one for a tie
 */
export function outscored(score: number, outside: readonly number[]): Read {
  const hits = outside.reduce((sum, other) => sum + (score > other ? 2 : score === other ? 1 : 0), 0);
  return { tokens: 2 * outside.length, hits };
}
