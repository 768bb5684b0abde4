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

  /** Answers about held-out subjects by attribute, one cluster per subject; none from findings without them. */
  attributes(condition: Condition): ReadonlyMap<string, readonly Cluster[]> {
    const rows = this.rows(condition).flatMap(({ attributes }) => attributes);
    const names = [...new Set(rows.map(({ attribute }) => attribute))].sort();
    const answersTo = (name: string) =>
      rows.flatMap(({ attribute, subjects = [] }) => (attribute === name ? subjects : []));
    return new Map(names.map((name) => [name, clustersBySubject(answersTo(name))]));
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

function clustersBySubject(
  rows: readonly { readonly subject: string; readonly n: number; readonly correct: number }[],
): readonly Cluster[] {
  const clusters = new Map<string, Cluster>();
  for (const { subject, n, correct } of rows) {
    const sum = clusters.get(subject);
    clusters.set(subject, { id: subject, total: (sum?.total ?? 0) + correct, n: (sum?.n ?? 0) + n });
  }
  return [...clusters.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** One cluster per subject: how many of their answers count as `what`. */
export function clustersFor(counts: readonly SubjectCounts[], what: Counted = 'correct'): readonly Cluster[] {
  return counts.map((row) => ({ id: row.subject, total: row[what], n: row.n }));
}
