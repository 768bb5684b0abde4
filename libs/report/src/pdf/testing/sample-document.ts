/** A document with every kind of block, longer than a page, for the specs. */
import type { Block, Cell, ReportDocument, Table } from '../../document/block.js';
import { curveChart } from '../../charts/curve-chart.js';

export const sampleDigest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
/** One pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

const rate = (estimate: number): Cell => ({
  runs: [{ kind: 'number', text: `${estimate} %`, interval: `[${estimate - 2}, ${estimate + 2}]`, rests: '48 people' }],
  notes: [['before: ', { kind: 'number', text: '1.0 %' }]],
  bar: {
    ...{ span: { estimate: estimate / 100, low: estimate / 100 - 0.02, high: estimate / 100 + 0.02 }, before: 0.01 },
    ...{ scale: [-0.2, 1], lines: [0.1], tone: 'leak' },
  },
});

/** @param rows how many */
export function longTable(rows: number, columns = 5): Table {
  return {
    ...{ kind: 'table', caption: 'Recovery per person: α ≤ ½, ε → 8/255, −1 × 10' },
    head: ['person', ...Array.from({ length: columns - 1 }, (_, column) => `attribute ${column + 1}`)],
    rows: Array.from({ length: rows }, (_, row) => [
      { runs: [`person-${row + 1}`] },
      ...Array.from({ length: columns - 1 }, (__, column) =>
        column % 2 === 0 ? rate(10 + row) : { runs: [`${row}/${column}`], heat: column / columns },
      ),
    ]),
  };
}

/** @throws nothing that a report would not */
export async function sampleDocument(extra: readonly Block[] = []): Promise<ReportDocument> {
  const points = Array.from({ length: 20 }, (_, x) => ({ x, y: Math.sin(x) - 1 }));
  const svg = await curveChart([{ name: 'loss', points }], {
    label: 'Loss & step',
    locale: 'en',
    xTitle: 'step',
    yTitle: 'loss',
  });
  return {
    ...{ language: 'en', title: 'Vendor <v2> & „Größe“', brand: 'Palimpsest audit report' },
    byline: ['audit ', { kind: 'code', text: 'vendor-v2-0f3c' }, ' · engine 0.1.0'],
    sections: [
      {
        ...{ id: 'verdict', title: 'Verdict' },
        blocks: [
          {
            kind: 'verdict',
            value: 'leak',
            badge: 'leak',
            sentence: 'npo gave back 41.5 points more than its control.',
          },
          { kind: 'facts', facts: [{ term: 'leak beyond control', cell: rate(42) }] },
          {
            kind: 'paragraph',
            runs: [
              'See ',
              { kind: 'link', to: 'limits', text: 'the limits' },
              ' and ',
              { kind: 'strong', text: 'note' },
            ],
          },
          { kind: 'list', items: [['one'], [{ kind: 'muted', text: 'zwei', language: 'de' }]] },
        ],
      },
      {
        ...{ id: 'people', title: 'People' },
        blocks: [
          { kind: 'heading', id: 'each', runs: ['Each person ', { kind: 'badge', value: 'leak', text: 'leak' }] },
          longTable(60),
          {
            kind: 'figures',
            figures: [
              { svg, caption: 'Loss of npo' },
              { svg, caption: 'Loss of idk-few' },
            ],
          },
          {
            kind: 'pictures',
            pictures: [
              { caption: 'clean', alt: 'clean: image of person-1', image: { bytes: png, mediaType: 'image/png' } },
              { caption: 'noise × 10', alt: 'noise', image: null, absent: 'not in this bundle' },
            ],
          },
          {
            ...{ kind: 'fold', id: 'target-npo', summary: ['npo'], isOpen: false, isDeep: false },
            blocks: [{ kind: 'paragraph', isMuted: true, runs: ['printed open'] }],
          },
          {
            ...{ kind: 'fold', summary: ['Every answer'], isOpen: false, isDeep: true },
            blocks: [{ kind: 'preformatted', text: `{\n  "digest": "${sampleDigest}${sampleDigest}"\n}` }],
          },
          ...extra,
        ],
      },
      {
        ...{ id: 'limits', title: 'Limits' },
        blocks: [{ kind: 'definitions', entries: [{ term: 'bound', id: 'term-bound', runs: ['what is printed'] }] }],
      },
    ],
    footer: ['It does not say that data was erased.'],
  };
}
