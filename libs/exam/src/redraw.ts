/**
 * Another audit out of the same findings: who is target, who is reference and which people are asked are drawn
 * anew, everything else is as it was. What is judged is a case as the runner would have left it.
 */
import { Ledger, type Case } from '@palimpsest/audit';
import type { AnswersFinding, Finding, SubjectCounts } from '@palimpsest/contracts';

export interface Redraw {
  readonly target: string;
  readonly references: readonly string[];
  /** Pseudonyms of those who are asked. */
  readonly people: ReadonlySet<string>;
  /**
   * People whose answers by the target and by the first reference change places. With a fair coin for each, the two
   * are exchangeable person by person: the null hypothesis of the paired permutation test, exactly.
   */
  readonly exchanged?: ReadonlySet<string>;
}

export function redrawn({ record, catalog, ledger }: Case, draw: Redraw): Case {
  const original = record.checkpoints.find(({ roles }) => roles.includes('original'))?.name;
  const rolesOf = (name: string): (typeof record.checkpoints)[number]['roles'] => [
    ...(name === draw.target ? (['target'] as const) : []),
    ...(draw.references.includes(name) ? (['reference'] as const) : []),
    ...(name === original ? (['original'] as const) : []),
  ];
  const cast = record.checkpoints
    .map((checkpoint) => ({ ...checkpoint, roles: rolesOf(checkpoint.name) }))
    .filter(({ roles }) => roles.length > 0);
  const names = new Set(cast.map(({ name }) => name));
  const plan = { ...record.plan, checkpoints: cast.map(({ name, roles }) => ({ name, roles: [...roles] })) };
  const rows = ledger.findings
    .filter(({ checkpoint }) => checkpoint === null || names.has(checkpoint.name))
    .map((row) => withPeople(row, draw.people));
  return { catalog, record: { ...record, plan, checkpoints: cast }, ledger: new Ledger(exchange(rows, draw)) };
}

/** The finding as if the others had not been in the data set. */
function withPeople(row: Finding, people: ReadonlySet<string>): Finding {
  const isAsked = ({ subject }: { readonly subject: string }) => people.has(subject);
  switch (row.kind) {
    case 'answers':
      return { ...row, subjects: row.subjects.filter((counts) => counts.partition === 'utility' || isAsked(counts)) };
    case 'knowledge':
      return { ...row, known: row.known.filter((subject) => people.has(subject)) };
    case 'data':
      return {
        ...row,
        forget: row.forget.filter((subject) => people.has(subject)),
        priors: row.priors.map((prior) => ({ ...prior, subjects: prior.subjects.filter(isAsked) })),
      };
    case 'attack':
    case 'gap':
      return row;
  }
}

function exchange(rows: readonly Finding[], { target, references, exchanged }: Redraw): readonly Finding[] {
  const [reference] = references;
  if (!exchanged || reference === undefined) return rows;
  const partners = new Map<string, AnswersFinding>();
  for (const row of rows) if (row.kind === 'answers') partners.set(conditionOf(row), row);
  return rows.map((row) => {
    if (row.kind !== 'answers' || ![target, reference].includes(row.checkpoint.name)) return row;
    const other = row.checkpoint.name === target ? reference : target;
    const partner = partners.get(conditionOf({ ...row, checkpoint: { ...row.checkpoint, name: other } }));
    const theirs = new Map(partner?.subjects.map((counts) => [keyOf(counts), counts]));
    const taken = (counts: SubjectCounts) =>
      exchanged.has(counts.subject) ? (theirs.get(keyOf(counts)) ?? counts) : counts;
    return { ...row, subjects: row.subjects.map(taken) };
  });
}

const conditionOf = ({ checkpoint, probe, variant, ask, answers, defense, seed, fold }: AnswersFinding) =>
  JSON.stringify([checkpoint.name, probe.label, variant, ask, answers, defense, seed, fold?.index ?? null]);

const keyOf = ({ subject, partition }: SubjectCounts) => `${subject} ${partition}`;
