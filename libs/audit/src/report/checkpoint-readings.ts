/** What plain questions and the membership probe say about one checkpoint, question by question, person by person. */
import type { AnswersFinding, SubjectLikelihoods } from '@palimpsest/contracts';
import { logTruthRatio, marginOf } from '@palimpsest/stats';
import type { Case } from '../verdict/case.js';

/** Null where a question was not measured; aligned to the questions, which are the same for every checkpoint. */
export type Aligned = readonly (number | null)[];

export interface PersonRead {
  readonly subject: string;
  /** exp(mean log-probability per token) of the true value. */
  readonly probability: Aligned;
  readonly logRatio: Aligned;
  readonly margin: Aligned;
}

export interface CheckpointReadings {
  readonly name: string;
  readonly forget: readonly PersonRead[];
  readonly retain: readonly PersonRead[];
  /** ROUGE-L recall of people to be kept. */
  readonly overlap: ReadonlyMap<string, Aligned>;
  /** Share of strangers with a lower Min-K% score, of each forget person. */
  readonly shares: ReadonlyMap<string, number>;
  /** By layer, share of values that a linear readout gets right, of each forget person. Empty where none was taught. */
  readonly readouts: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

/** The variant of the membership probe that MUSE's PrivLeak is made of. */
const MIN_K = 'min-k';

/** The probe whose readouts say what is left behind a layer, and its variants: the layer itself, not its twins. */
const READOUTS = { probe: 'linear-probe', layer: /^layer(\d+)$/ } as const;

export function readingsOfCheckpoint({ ledger }: Case, name: string): CheckpointReadings {
  const rows = ledger.answers.filter(
    ({ checkpoint, answers, defense }) => checkpoint.name === name && answers === 'true' && defense === null,
  );
  const likelihoods = rows.find((row) => row.likelihoods)?.likelihoods ?? [];
  const overlap = rows.find((row) => row.overlap)?.overlap ?? [];
  const retained = overlap.filter(({ partition }) => partition === 'utility');
  return {
    name,
    forget: likelihoods.filter(({ partition }) => partition === 'held-out').map(personOf),
    retain: likelihoods.filter(({ partition }) => partition === 'utility').map(personOf),
    overlap: new Map(retained.map(({ subject, recall }) => [subject, recall])),
    shares: new Map(rows.filter(isMinK).flatMap(({ subjects }) => subjects.flatMap(shareOf))),
    readouts: readoutsIn(rows),
  };
}

/** Of the plan's first linear probe. */
function readoutsIn(rows: readonly AnswersFinding[]): CheckpointReadings['readouts'] {
  const read = rows.filter(({ probe }) => probe.id === READOUTS.probe);
  const own = read.filter(({ probe }) => probe.label === read[0]?.probe.label);
  return new Map(
    own.flatMap(({ variant, subjects }) => {
      const layer = READOUTS.layer.exec(variant)?.[1];
      const heldOut = subjects.filter(({ partition }) => partition === 'held-out');
      return layer === undefined ? [] : [[Number(layer), new Map(heldOut.flatMap(shareOf))] as const];
    }),
  );
}

const isMinK = ({ ask, variant }: AnswersFinding) => ask === 'membership' && variant === MIN_K;

const shareOf = ({ subject, n, correct }: AnswersFinding['subjects'][number]) =>
  n > 0 ? [[subject, correct / n] as const] : [];

function personOf({ subject, truth, others, values }: SubjectLikelihoods): PersonRead {
  const each = (measure: (of: { truth: number; others: number }, count: number) => number): Aligned =>
    truth.map((likelihood, at) => {
      const rest = others[at] ?? null;
      return likelihood === null || rest === null
        ? null
        : measure({ truth: likelihood, others: rest }, values[at] ?? 0);
    });
  return {
    subject,
    probability: each((of) => Math.exp(of.truth)),
    logRatio: each(logTruthRatio),
    margin: each(marginOf),
  };
}

export const measuredIn = (values: Aligned): readonly number[] => values.filter((value) => value !== null);
