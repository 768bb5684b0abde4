/**
 * ROUGE-1, ROUGE-2 and ROUGE-L of a reply against the true answer (C.-Y. Lin 2004, "ROUGE: A Package for Automatic
 * Evaluation of Summaries", §2–3), with the tokens of Python's rouge-score, so that numbers can be held against
 * published ones: lower case, everything but a–z and 0–9 separates, words of more than three letters are stemmed.
 */
import { porterStem } from './porter-stem.js';

/** Shares in [0, 1]; 0 where one side has no words. */
export interface Rouge {
  readonly precision: number;
  readonly recall: number;
  /** 2 · precision · recall ÷ (precision + recall). */
  readonly f: number;
}

export interface RougeScores {
  readonly rouge1: Rouge;
  readonly rouge2: Rouge;
  readonly rougeL: Rouge;
}

export interface RougeOptions {
  readonly stem?: boolean;
}

export function rouge(answer: string, reply: string, options: RougeOptions = {}): RougeScores {
  const [wanted, said] = [rougeTokens(answer, options), rougeTokens(reply, options)];
  return { rouge1: ofGrams(wanted, said, 1), rouge2: ofGrams(wanted, said, 2), rougeL: ofSequences(wanted, said) };
}

export function rougeTokens(text: string, { stem = false }: RougeOptions = {}): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return stem ? words.map((word) => (word.length > 3 ? porterStem(word) : word)) : words;
}

/** n-grams in common, each counted as often as on the side that has it less often. */
function ofGrams(wanted: readonly string[], said: readonly string[], size: number): Rouge {
  const [a, b] = [gramsOf(wanted, size), gramsOf(said, size)];
  const common = [...a].reduce((sum, [gram, count]) => sum + Math.min(count, b.get(gram) ?? 0), 0);
  return scored(common, Math.max(0, wanted.length - size + 1), Math.max(0, said.length - size + 1));
}

function gramsOf(tokens: readonly string[], size: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + size <= tokens.length; start++) {
    const gram = tokens.slice(start, start + size).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

const ofSequences = (wanted: readonly string[], said: readonly string[]): Rouge =>
  scored(longestCommonSubsequence(wanted, said), wanted.length, said.length);

/** Length; one row of the table at a time. */
function longestCommonSubsequence(one: readonly string[], two: readonly string[]): number {
  let row = new Uint32Array(two.length + 1);
  for (const token of one) {
    const next = new Uint32Array(two.length + 1);
    two.forEach((other, at) => {
      next[at + 1] = token === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0);
    });
    row = next;
  }
  return row[two.length] ?? 0;
}

function scored(common: number, wanted: number, said: number): Rouge {
  const precision = common / Math.max(1, said);
  const recall = common / Math.max(1, wanted);
  return { precision, recall, f: common === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}
