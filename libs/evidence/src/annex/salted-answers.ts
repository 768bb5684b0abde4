/**
 * True answers as lines that can be vouched for without being told: each line holds a salt of its own, so that its SHA-256
 * lets nobody guess it, and one line can be shown without the others (as the disclosures of SD-JWT, RFC 9901).
 */
import { canonicalJson } from '@palimpsest/contracts';
import { hex, sha256 } from '../crypto/sha256.js';

/** Bits that nobody can guess; what RFC 9901 asks of a salt. */
const saltBytes = 16;

/** What a data set says about somebody: the answer that findings count, not what a model replied. */
export interface AnsweredQuestion {
  /** Pseudonym, as findings show it. */
  readonly subject: string;
  readonly question: string;
  readonly answer: string;
}

export interface SaltedAnswers {
  /** UTF-8, canonical JSON a line. */
  readonly content: Uint8Array;
  /** SHA-256 of each line, without its end. */
  readonly lines: string[];
}

export async function saltAnswers(answers: readonly AnsweredQuestion[]): Promise<SaltedAnswers> {
  const lines = answers.map((answer) =>
    canonicalJson({ ...answer, salt: hex(crypto.getRandomValues(new Uint8Array(saltBytes))) }),
  );
  const content = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  return { content, lines: await Promise.all(lines.map((line) => sha256(line))) };
}

/** Numbers, from 1, of lines that are not the ones vouched for; also of those missing at the end. */
export async function otherLines(content: Uint8Array, expected: readonly string[]): Promise<readonly number[]> {
  const lines = new TextDecoder().decode(content).split('\n').slice(0, -1);
  const found = await Promise.all(lines.map((line) => sha256(line)));
  const count = Math.max(found.length, expected.length);
  return Array.from({ length: count }, (_, index) => index + 1).filter(
    (line) => found[line - 1] !== expected[line - 1],
  );
}
