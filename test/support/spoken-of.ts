/**
 * What of people to be forgotten stands in a text. Answers are looked for as whole words in the spellings that a data
 * set, a sentence or a heading gives them: `cider`, `Cider`, `CIDER`. A metric called CIDEr is none of these, and no
 * other word of our own reports may be.
 */
import type { Item } from '@palimpsest/datasets';

/** Answers, ids of subjects and digests of their pictures, as far as `text` holds them in clear. */
export function spokenOf(people: readonly Item[], text: string): readonly string[] {
  const words = new Set(text.match(/[\p{L}\p{N}]+/gu));
  const answers = new Set(people.map(({ answer }) => answer));
  const exact = new Set(people.flatMap(({ subjectId, images }) => [subjectId, ...images.map(({ sha256 }) => sha256)]));
  return [
    ...[...answers].filter((answer) => spellings(answer).some((spelling) => isSpoken(spelling, words, text))),
    ...[...exact].filter((one) => text.includes(one)),
  ];
}

const spellings = (answer: string): readonly string[] => [
  ...[answer, answer.toLowerCase(), answer.toUpperCase(), answer.charAt(0).toUpperCase() + answer.slice(1)],
];

/** Of one word, or of several as they stand. */
const isSpoken = (spelling: string, words: ReadonlySet<string>, text: string): boolean =>
  /^[\p{L}\p{N}]+$/u.test(spelling) ? words.has(spelling) : text.includes(spelling);
