/** Whose audits these are, in what they differ, and what a comparison cannot say. */
import { correctionText } from '@palimpsest/audit';
import type { Comparison } from '@palimpsest/contracts';
import { Table } from '../../html/table.js';
import { marksOf } from '../words.js';
import { Marked } from './marked.js';

interface Props {
  readonly comparison: Comparison;
}

export function WarningsSection({ comparison: { warnings } }: Props) {
  return (
    <section id="warnings" aria-labelledby="warnings-title">
      <h2 id="warnings-title">What differs or is missing</h2>
      <ul>
        {warnings.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

const familyWords = {
  'against-baseline': 'differences from the baseline',
  pairwise: 'differences between all pairs',
  ranks: 'ranks',
} as const;

export function ScopeSection({ comparison }: Props) {
  const { audits, targets, dataset, corrections, confidence } = comparison;
  const marks = marksOf(comparison);
  return (
    <section id="scope" aria-labelledby="scope-title">
      <h2 id="scope-title">What was compared</h2>
      <p>
        People of the split {dataset.forget} of {dataset.id} <code>{dataset.digest}</code>; what is left of the models
        is asked of {dataset.retain}. Intervals cover {Math.round(100 * confidence)} %, clustered by person.
      </p>
      <Table
        stacks
        caption="Targets"
        head={['target', 'audit', 'verdict of its audit, in words', 'SHA-256 of the checkpoint']}
        rows={targets.map(({ label, audit, sentence, digest }) => [
          <Marked key="target" mark={marks.get(label)} name={label} />,
          <code key="audit">{audit}</code>,
          sentence,
          <code key="digest">{digest}</code>,
        ])}
      />
      <Table
        stacks
        caption="Audits"
        head={['audit', 'plan', 'SHA-256 of the plan', 'engine', 'units of work']}
        rows={audits.map(({ id, name, plan, engine, units }) => [
          <code key="audit">{id}</code>,
          name,
          <code key="plan">{plan}</code>,
          engine,
          `${units.finished} of ${units.planned}`,
        ])}
      />
      {corrections.length > 0 && (
        <>
          <h3>What p-values were adjusted over</h3>
          <ul>
            {corrections.map(({ family, purpose, method, tests }) => (
              <li key={`${family} ${purpose}`}>
                {familyWords[family]}, {purpose}: {correctionText({ method, tests })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
