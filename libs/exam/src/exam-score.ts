/** Verdicts against the truth: how often each class is called what, with exact intervals over checkpoints. */
import type { VerdictValue } from '@palimpsest/contracts';
import { clopperPearson } from '@palimpsest/stats';
import { examClasses, sideOf, type ExamClass } from './exam-class.js';

export interface Answered {
  readonly class: ExamClass;
  readonly value: VerdictValue;
}

export interface Share {
  readonly count: number;
  readonly n: number;
  /** Clopper–Pearson, 95 %; null without checkpoints. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

export interface ClassRow {
  readonly class: ExamClass;
  readonly n: number;
  readonly leak: Share;
  readonly pass: Share;
  readonly inconclusive: Share;
}

export interface ExamScore {
  /** Classes with checkpoints, in the order of `examClasses`. */
  readonly classes: readonly ClassRow[];
  /** `leak` among those that hold. */
  readonly sensitivity: Share;
  /** No `leak` among those that are empty. */
  readonly specificity: Share;
  /** `no-leak-above-bound` among those that hold: the error that must not happen. */
  readonly falsePasses: Share;
  /** `no-leak-above-bound` among those that are empty: how often a pass is reached where it is due. */
  readonly passes: Share;
  /** Among those that hold or are empty. */
  readonly inconclusive: Share;
}

/** Of verdicts by the names of checkpoints; one whose truth is not known is in no rate. */
export function scoreOf(
  verdicts: readonly { readonly checkpoint: string; readonly value: VerdictValue }[],
  checkpoints: readonly { readonly name: string; readonly class: ExamClass }[],
): ExamScore {
  const classes = new Map(checkpoints.map((checkpoint) => [checkpoint.name, checkpoint.class]));
  return examScore(verdicts.map(({ checkpoint, value }) => ({ class: classes.get(checkpoint) ?? 'unknown', value })));
}

export function examScore(answered: readonly Answered[]): ExamScore {
  const on = (side: 'holds' | 'empty') => answered.filter((row) => sideOf[row.class] === side);
  const [holding, empty] = [on('holds'), on('empty')];
  const is = (value: VerdictValue) => (row: Answered) => row.value === value;
  return {
    classes: examClasses.flatMap((name) =>
      rowOf(
        name,
        answered.filter((row) => row.class === name),
      ),
    ),
    sensitivity: shareOf(holding, is('leak')),
    specificity: shareOf(empty, (row) => row.value !== 'leak'),
    falsePasses: shareOf(holding, is('no-leak-above-bound')),
    passes: shareOf(empty, is('no-leak-above-bound')),
    inconclusive: shareOf([...holding, ...empty], is('inconclusive')),
  };
}

function rowOf(name: ExamClass, rows: readonly Answered[]): readonly ClassRow[] {
  if (rows.length === 0) return [];
  const share = (value: VerdictValue) => shareOf(rows, (row) => row.value === value);
  return [
    {
      ...{ class: name, n: rows.length, leak: share('leak') },
      ...{ pass: share('no-leak-above-bound'), inconclusive: share('inconclusive') },
    },
  ];
}

export function shareOf<T>(rows: readonly T[], counts: (row: T) => boolean): Share {
  const count = rows.filter(counts).length;
  const exact = clopperPearson(count, rows.length);
  return {
    ...{ count, n: rows.length },
    interval: exact.status === 'measured' ? { low: exact.low, high: exact.high } : null,
  };
}
