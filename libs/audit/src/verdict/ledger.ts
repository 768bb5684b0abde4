/**
 * Findings, looked up. The only place that knows how rows of folds, seeds and draws add up to one number per
 * subject; everything after this speaks of subjects.
 */
import type {
  AnswersFinding,
  Ask,
  AttackFinding,
  DataFinding,
  Finding,
  GapFinding,
  KnowledgeFinding,
  Partition,
  SubjectCounts,
} from '@palimpsest/contracts';
import type { Cluster } from '@palimpsest/stats';

/** What was asked of one checkpoint, under one condition. */
export interface Condition {
  /** Name of the checkpoint. */
  readonly checkpoint: string;
  readonly probe: string;
  /** Draws are one variant: `noise-1`, `noise-2` are `noise`. */
  readonly variant: string;
  readonly ask: Ask;
  readonly answers?: 'true' | 'permuted';
  readonly defense?: string | null;
}

/** A rate that is counted per subject. */
export type Counted = 'correct' | 'exact' | 'refused' | 'unparsable' | 'gibberish';

export const variantGroup = (variant: string) => variant.replace(/-\d+$/, '');

export class Ledger {
  readonly answers: readonly AnswersFinding[];
  readonly attacks: readonly AttackFinding[];
  readonly gaps: readonly GapFinding[];
  readonly data: DataFinding | null;
  readonly knowledge: KnowledgeFinding | null;
  #conditions: readonly Required<Condition>[] | undefined;

  constructor(readonly findings: readonly Finding[]) {
    this.answers = findings.filter((row) => row.kind === 'answers');
    this.attacks = findings.filter((row) => row.kind === 'attack');
    this.gaps = findings.filter((row) => row.kind === 'gap');
    this.data = findings.find((row) => row.kind === 'data') ?? null;
    this.knowledge = findings.find((row) => row.kind === 'knowledge') ?? null;
  }

  rows({ checkpoint, probe, variant, ask, answers = 'true', defense = null }: Condition): readonly AnswersFinding[] {
    return this.answers.filter(
      (row) =>
        row.checkpoint.name === checkpoint &&
        row.probe.label === probe &&
        variantGroup(row.variant) === variant &&
        row.ask === ask &&
        row.answers === answers &&
        row.defense === defense,
    );
  }

  /** Counts added up over folds, seeds and draws, one row per subject, sorted by pseudonym. */
  counts(condition: Condition, partition: Partition = 'held-out'): readonly SubjectCounts[] {
    return addUp(
      this.rows(condition).flatMap((row) => row.subjects),
      partition,
    );
  }

  /** Every condition that has answers, in order of first appearance. */
  conditions(): readonly Required<Condition>[] {
    return (this.#conditions ??= this.#listConditions());
  }

  #listConditions(): readonly Required<Condition>[] {
    const seen = new Map<string, Required<Condition>>();
    for (const { checkpoint, probe, variant, ask, answers, defense } of this.answers) {
      const condition = {
        checkpoint: checkpoint.name,
        probe: probe.label,
        variant: variantGroup(variant),
        ask,
        answers,
        defense,
      };
      const key = JSON.stringify(condition);
      if (!seen.has(key)) seen.set(key, condition);
    }
    return [...seen.values()];
  }

  attacksOf({
    checkpoint,
    probe,
    variant,
    answers = 'true',
  }: Omit<Condition, 'ask' | 'defense'>): readonly AttackFinding[] {
    return this.attacks.filter(
      (row) =>
        row.checkpoint.name === checkpoint &&
        row.probe.label === probe &&
        variantGroup(row.variant) === variant &&
        row.answers === answers,
    );
  }
}

/** Rows of one partition, added up by subject. */
export function addUp(rows: readonly SubjectCounts[], partition: Partition): readonly SubjectCounts[] {
  const sums = new Map<string, SubjectCounts>();
  for (const row of rows) {
    if (row.partition !== partition) continue;
    const sum = sums.get(row.subject);
    sums.set(row.subject, sum ? plus(sum, row) : row);
  }
  return [...sums.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

function plus(a: SubjectCounts, b: SubjectCounts): SubjectCounts {
  return {
    ...a,
    n: a.n + b.n,
    correct: a.correct + b.correct,
    exact: a.exact + b.exact,
    refused: a.refused + b.refused,
    unparsable: a.unparsable + b.unparsable,
    gibberish: a.gibberish + b.gibberish,
    nulls: a.nulls + b.nulls,
  };
}

/** One cluster per subject: how many of their answers count as `what`. */
export function clustersFor(counts: readonly SubjectCounts[], what: Counted = 'correct'): readonly Cluster[] {
  return counts.map((row) => ({ id: row.subject, total: row[what], n: row.n }));
}
