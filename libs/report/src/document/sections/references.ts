/** Published metrics against models retrained without the data, each beside what the references give among themselves. */
import type { ErasureDepth, OwnMetric, ReferenceMetrics } from '@palimpsest/contracts';
import type { ReferenceMetricId } from '../../words/terms.js';
import type { Block, Cell, Run, Section } from '../block.js';
import { inVerdictOrder } from '../order.js';
import { cell, muted, people, plain, test } from '../runs.js';
import type { Telling } from '../telling.js';

const order: readonly ReferenceMetricId[] = [
  'truth-ratio',
  'model-utility',
  'klom',
  'erasure-depth',
  'forget-quality',
  'privacy-leak',
];

export function referencesSection(telling: Telling): Section | null {
  const { report, words } = telling;
  const rows = inVerdictOrder(report, report.references ?? []);
  if (rows.length === 0) return null;
  const { references } = words;
  const deep = rows.flatMap(({ checkpoint, depth }) => (depth ? [{ checkpoint, depth }] : []));
  const told = order.filter((id) => id !== 'erasure-depth' || deep.length > 0);
  return {
    id: 'references',
    title: references.title,
    blocks: [
      { kind: 'paragraph', runs: [references.lead] },
      {
        kind: 'definitions',
        entries: told.map((id) => ({ term: words.metrics[id].term, runs: [words.metrics[id].means] })),
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
      ...depthTable(deep, telling),
      {
        kind: 'table',
        caption: references.againstCaption,
        head: references.againstHead,
        rows: rows.flatMap((row) => againstRows(row, telling)),
      },
    ],
  };
}

type Deep = Pick<ReferenceMetrics, 'checkpoint'> & { readonly depth: ErasureDepth };

/** None where no linear probe was run. */
function depthTable(rows: readonly Deep[], telling: Telling): readonly Block[] {
  const { depthCaption: caption, depthHead: head } = telling.words.references;
  if (rows.length === 0) return [];
  return [
    {
      ...{ kind: 'table', caption, head },
      rows: rows.map(({ checkpoint, depth }) => [cell(checkpoint), ...both(depth, telling), byLayer(depth, telling)]),
    },
  ];
}

function byLayer({ layers }: ErasureDepth, { words, write }: Telling): Cell {
  const { layer, erased } = words.references;
  const notes = layers.map((of): readonly Run[] => {
    const share = (whose: 'original' | 'references' | 'target') => write.percent(of[whose]);
    const shares = { original: share('original'), references: share('references'), target: share('target') };
    return [
      muted(layer({ layer: String(of.layer), ...shares })),
      erased(of.erased === null ? null : write.percent(of.erased)),
    ];
  });
  return { runs: [], notes };
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
