/** Published metrics against models retrained without the data, each beside what the references give among themselves. */
import type { OwnMetric, ReferenceMetrics } from '@palimpsest/contracts';
import type { ReferenceMetricId } from '../../words/terms.js';
import type { Cell, Run, Section } from '../block.js';
import { inVerdictOrder } from '../order.js';
import { cell, muted, people, plain, test } from '../runs.js';
import type { Telling } from '../telling.js';

const order: readonly ReferenceMetricId[] = ['truth-ratio', 'model-utility', 'klom', 'forget-quality', 'privacy-leak'];

export function referencesSection(telling: Telling): Section | null {
  const { report, words } = telling;
  const rows = inVerdictOrder(report, report.references ?? []);
  if (rows.length === 0) return null;
  const { references } = words;
  return {
    id: 'references',
    title: references.title,
    blocks: [
      { kind: 'paragraph', runs: [references.lead] },
      {
        kind: 'definitions',
        entries: order.map((id) => ({ term: words.metrics[id].term, runs: [words.metrics[id].means] })),
      },
      {
        kind: 'table',
        caption: references.caption,
        head: references.head,
        rows: rows.map(({ checkpoint, truthRatio, modelUtility, klom }) => [
          cell(checkpoint),
          ...both(truthRatio, telling),
          ...both(modelUtility, telling),
          ...both(klom, telling),
          cell(...people(truthRatio.value, telling)),
        ]),
      },
      {
        kind: 'table',
        caption: references.againstCaption,
        head: references.againstHead,
        rows: rows.flatMap((row) => againstRows(row, telling)),
      },
    ],
  };
}

function againstRows({ checkpoint, against }: ReferenceMetrics, telling: Telling): readonly (readonly Cell[])[] {
  return against.map(({ reference, forgetQuality, privacyLeak }) => {
    const others = forgetQuality.ofReferences.map((other): readonly Run[] => [
      muted(`${other.reference} `),
      ...test(other.questions, telling),
      telling.words.references.people,
      ...test(other.people, telling),
    ]);
    return [
      cell(checkpoint),
      cell(reference),
      cell(...test(forgetQuality.questions, telling)),
      cell(...test(forgetQuality.people, telling)),
      ofOthers(others, telling),
      ...both(privacyLeak, telling),
    ];
  });
}

function both({ value, ofReferences }: OwnMetric, telling: Telling): readonly [Cell, Cell] {
  const others = ofReferences.map(({ reference, value: own }): readonly Run[] => [
    muted(`${reference} `),
    ...plain(own, telling),
  ]);
  return [cell(...plain(value, telling)), ofOthers(others, telling)];
}

const ofOthers = (notes: readonly (readonly Run[])[], { words }: Telling): Cell =>
  notes.length === 0 ? cell(muted(words.references.noOther)) : { runs: [], notes };
