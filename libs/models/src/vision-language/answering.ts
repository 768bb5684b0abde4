/** Answers and teacher-forced log-probabilities of sequences, through the decoder with its cache. */
import { Rng } from '@palimpsest/tensor';
import type { AnswerScore } from '../port.js';
import {
  readSequences,
  readToken,
  readTokens,
  type DecoderSessions,
  type DecoderState,
  type Sequence,
} from './decoding.js';
import { argMax, drawToken, logMoments, logSumExp } from './log-softmax.js';

/** The token that comes next, of the logits of one row. */
export type NextToken = (row: number, logits: Float32Array, start: number, size: number) => number;

export const mostLikely: NextToken = (_, logits, start, size) => argMax(logits, start, size);

/** One stream of random numbers per row, so that a row draws the same whatever stands beside it. */
export function drawn(temperature: number, seed: string): NextToken {
  const streams = new Map<number, Rng>();
  return (row, logits, start, size) => {
    const stream = streams.get(row) ?? new Rng(`${seed}/${row}`);
    streams.set(row, stream);
    return drawToken(logits, start, size, temperature, stream.uniform());
  };
}

/** Tokens one after the other, until each sequence has ended or `maxNewTokens` are there. */
export async function continueSequences(
  sessions: DecoderSessions,
  sequences: readonly Sequence[],
  options: { readonly endIds: readonly number[]; readonly maxNewTokens: number; readonly nextToken: NextToken },
): Promise<readonly (readonly number[])[]> {
  const { endIds, maxNewTokens, nextToken } = options;
  const answers: number[][] = sequences.map(() => []);
  const ended = sequences.map(() => false);
  const said: number[][] = sequences.map(() => []); // by ended rows too: all stay equally long
  let state = await readSequences(sessions, sequences);
  for (let step = 0; step < maxNewTokens; step++) {
    const next = lastRows(state).map(({ logits, start, size }, row) => nextToken(row, logits, start, size));
    next.forEach((id, row) => {
      if (ended[row] || endIds.includes(id)) ended[row] = true;
      else answers[row]?.push(id);
    });
    if (ended.every(Boolean) || step === maxNewTokens - 1) break;
    said.forEach((ids, row) => ids.push(next[row] ?? 0));
    const whole = sequences.map((sequence, row) => ({ ...sequence, ids: [...sequence.ids, ...(said[row] ?? [])] }));
    state = sessions.keepsCache ? await readToken(sessions, state, next) : await readSequences(sessions, whole);
  }
  return answers;
}

/** Log-probability of each token of each answer, given the prompt and the answer so far. */
export async function teacherForced(
  sessions: DecoderSessions,
  prompts: readonly Sequence[],
  answers: readonly (readonly number[])[],
): Promise<readonly AnswerScore[]> {
  if (sessions.family.promptSeesItself) return answerAfterPrompt(sessions, prompts, answers);
  const whole = prompts.map((prompt, at) => ({ ...prompt, ids: [...prompt.ids, ...(answers[at] ?? [])] }));
  const { logits } = await readSequences(sessions, whole);
  const [, width, size] = logits.dims as [number, number, number];
  return answers.map((answer, row) => {
    const first = (row + 1) * width - answer.length - 1;
    return scoreOf(answer.map((id, at) => readOf(logits.data, (first + at) * size, size, id)));
  });
}

/** Where the prompt sees itself, the answer must not be there yet: prompts are read first, answers then. */
async function answerAfterPrompt(
  sessions: DecoderSessions,
  prompts: readonly Sequence[],
  answers: readonly (readonly number[])[],
): Promise<readonly AnswerScore[]> {
  const before = await readSequences(sessions, prompts);
  const width = Math.max(...answers.map((answer) => answer.length));
  const padded = answers.map((answer) => [...answer, ...Array<number>(width - answer.length).fill(sessions.padId)]);
  const { logits } = await readTokens(sessions, before, padded);
  const prompted = lastRows(before);
  return answers.map((answer, row) => {
    const { size, start, logits: afterPrompt } = prompted[row] as ReturnType<typeof lastRows>[number];
    return scoreOf(
      answer.map((id, at) =>
        at === 0 ? readOf(afterPrompt, start, size, id) : readOf(logits.data, (row * width + at - 1) * size, size, id),
      ),
    );
  });
}

interface TokenRead {
  readonly logProbability: number;
  readonly greedy: boolean;
  readonly standardised: number;
}

function readOf(logits: Float32Array, start: number, size: number, id: number): TokenRead {
  const { normaliser, mean, deviation } = logMoments(logits, start, size);
  const logProbability = (logits[start + id] ?? Number.NaN) - normaliser;
  return {
    logProbability,
    greedy: argMax(logits, start, size) === id,
    standardised: deviation > 0 ? (logProbability - mean) / deviation : 0,
  };
}

const scoreOf = (reads: readonly TokenRead[]): AnswerScore => ({
  total: reads.reduce((sum, read) => sum + read.logProbability, 0),
  tokens: reads.map((read) => read.logProbability),
  greedy: reads.map((read) => read.greedy),
  standardised: reads.map((read) => read.standardised),
});

/** Log-probability of each one-token choice as the first token of the answer: one forward pass for all. */
export async function nextTokens(
  sessions: DecoderSessions,
  prompts: readonly Sequence[],
  choices: readonly (readonly (readonly number[])[])[],
): Promise<readonly (readonly number[])[]> {
  const state = await readSequences(sessions, prompts);
  return lastRows(state).map(({ logits, start, size }, row) => {
    const total = logSumExp(logits, start, size);
    return (choices[row] ?? []).map(([id = 0]) => (logits[start + id] ?? Number.NaN) - total);
  });
}

/** Logits of the last token of each row. */
export function lastRows({ logits, rows }: DecoderState) {
  const [, width, size] = logits.dims as [number, number, number];
  return Array.from({ length: rows }, (_, row) => ({
    logits: logits.data,
    start: ((row + 1) * width - 1) * size,
    size,
  }));
}
