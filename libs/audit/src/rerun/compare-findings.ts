/** What was found the first time beside what was found again: equal, as near as another processor may be, or different. */
import {
  canonicalJson,
  rerunTolerance,
  type Finding,
  type RerunDifference,
  type RerunUnit,
} from '@palimpsest/contracts';

export type Comparison = Pick<RerunUnit, 'differences'> & {
  readonly result: Exclude<RerunUnit['result'], 'not-repeated'>;
};

/** Beyond so many, more differences tell nothing new. */
const MOST_TOLD = 12;

/** @param stored rows of one unit; those of a redacted bundle lack their pictures and are compared without them */
export function compareFindings(stored: readonly Finding[], repeated: readonly Finding[]): Comparison {
  if (stored.length !== repeated.length)
    return { result: 'different', differences: [difference(0, 'findings', stored.length, repeated.length)] };
  const seen = stored.flatMap((row, finding) =>
    rowDifferences(row, repeated[finding] as Finding).map((one) => ({ ...one, finding })),
  );
  const beyond = seen.filter(({ isTolerated }) => !isTolerated);
  const told = (beyond.length > 0 ? beyond : seen).slice(0, MOST_TOLD);
  return {
    result: beyond.length > 0 ? 'different' : seen.length > 0 ? 'within-tolerance' : 'bitwise-equal',
    differences: told.map(({ finding, field, stored: a, repeated: b }) => difference(finding, field, a, b)),
  };
}

interface Seen {
  readonly field: string;
  readonly stored: unknown;
  readonly repeated: unknown;
  readonly isTolerated: boolean;
}

function rowDifferences(stored: Finding, repeated: Finding): readonly Seen[] {
  const [a, b] = isWithoutPictures(stored)
    ? [{ ...stored, artifacts: [] }, withoutPictures(repeated)]
    : [stored, repeated];
  const seen = differences({ ...a, key: '' }, { ...b, key: '' }, '');
  const sums = beyondTogether(stored, repeated);
  // The key covers the whole row, pictures too: with all that is shown equal, it differs by what is not shown.
  const hidden = seen.length === 0 && stored.key !== repeated.key;
  return [...seen, ...sums, ...(hidden ? [keyDifference(stored, repeated)] : [])];
}

const isWithoutPictures = (row: Finding): boolean => row.kind === 'attack' && row.artifacts.length === 0;
const withoutPictures = (row: Finding): Finding => (row.kind === 'attack' ? { ...row, artifacts: [] } : row);

/** Pictures may differ by a bit; of a row that has none, only its content can have been changed after it was made. */
const keyDifference = (stored: Finding, repeated: Finding): Seen => ({
  ...{ field: 'key', stored: stored.key, repeated: repeated.key },
  isTolerated: repeated.kind === 'attack' && repeated.artifacts.length > 0 && isWithoutPictures(stored),
});

function differences(a: unknown, b: unknown, field: string): readonly Seen[] {
  if (Object.is(a, b)) return [];
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.flatMap((value, index) => differences(value, b[index], `${field}[${index}]`));
  if (isRecord(a) && isRecord(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
    return names.flatMap((name) => differences(a[name], b[name], field === '' ? name : `${field}.${name}`));
  }
  return [{ field, stored: a, repeated: b, isTolerated: isTolerated(a, b, field) }];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers of answers. How many were asked for (`n`, `nulls`) is not among them. */
const answered = /\.(correct|exact|refused|unparsable|gibberish)$/;
/** Digests of pictures, their sizes in bytes, and what health checks saw, in words. */
const followsFloats = /^artifacts\[\d+\]\.artifact\.(sha256|bytes)$|^health\[\d+\]\.detail$/;
/** What is measured as a float: everything else that is a number was fixed before or is counted. */
const measured = /^(curves|detections|likelihoods|overlap)\[\d+\]\./;

function isTolerated(a: unknown, b: unknown, field: string): boolean {
  if (followsFloats.test(field)) return typeof a === typeof b;
  if (typeof a !== 'number' || typeof b !== 'number') return false;
  const apart = Math.abs(a - b);
  if (answered.test(field)) return apart <= rerunTolerance.answersPerPerson;
  return measured.test(field) && apart <= rerunTolerance.relative * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Many people who are one answer apart in the same direction are no rounding. */
function beyondTogether(stored: Finding, repeated: Finding): readonly Seen[] {
  if (stored.kind !== 'answers' || repeated.kind !== 'answers') return [];
  const asked = stored.subjects.reduce((sum, { n }) => sum + n, 0);
  const most = Math.max(1, rerunTolerance.shareOfAnswers * asked);
  return (['correct', 'exact', 'refused', 'unparsable', 'gibberish'] as const).flatMap((kind) => {
    const [a, b] = [stored, repeated].map(({ subjects }) => subjects.reduce((sum, row) => sum + row[kind], 0));
    const isFar = a !== undefined && b !== undefined && Math.abs(a - b) > most;
    return isFar ? [{ field: `subjects, ${kind} together`, stored: a, repeated: b, isTolerated: false }] : [];
  });
}

const difference = (finding: number, field: string, stored: unknown, repeated: unknown): RerunDifference => ({
  ...{ finding, field, stored: textOf(stored), repeated: textOf(repeated) },
});

const textOf = (value: unknown): string => (value === undefined ? 'nothing' : canonicalJson(value));
