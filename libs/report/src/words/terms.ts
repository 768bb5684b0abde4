/** What the glossary and the list of numbers hold in every language: a term that one of them lacks does not compile. */

/** A name and one plain sentence. */
export interface Term {
  readonly term: string;
  readonly means: string;
}

/** Words that a report uses and nobody has to know. */
export type TermId =
  | 'leak'
  | 'bound'
  | 'margin'
  | 'inconclusive'
  | 'target'
  | 'original'
  | 'reference'
  | 'matched-reference'
  | 'control'
  | 'prior'
  | 'leak-floor'
  | 'forget'
  | 'retain'
  | 'recovery'
  | 'probe'
  | 'endpoint'
  | 'confirmatory'
  | 'exploratory'
  | 'tier'
  | 'fold'
  | 'seed'
  | 'confidence'
  | 'interval'
  | 'power'
  | 'alpha'
  | 'p'
  | 'holm'
  | 'permuted'
  | 'health-flag'
  | 'sua'
  | 'detector'
  | 'defense'
  | 'auroc'
  | 'pseudonym'
  | 'digest';

/** Numbers of a report: direction, range, value to hold it against, source. */
export type MetricId =
  'recovery' | 'leak' | 'bound' | 'detectable' | 'power' | 'score' | 'retain' | 'auroc' | 'detected' | 'person-bound';

/** Numbers of the section `references`. */
export type ReferenceMetricId =
  'truth-ratio' | 'model-utility' | 'klom' | 'erasure-depth' | 'forget-quality' | 'privacy-leak';

export type Terms = Readonly<Record<TermId, Term>>;
export type MetricTerms = Readonly<Record<MetricId | ReferenceMetricId, Term>>;
