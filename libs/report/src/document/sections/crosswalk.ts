/** The filing of a report as a section: what norms ask, what was shown, what was not tried, and how long it stands. */
import type { CoverageCell, Filing, FilingRow, PeopleBound } from '@palimpsest/contracts';
import type { Block, Cell, Run, Section, Table } from '../block.js';
import { filingWords, type FilingWords } from '../../words/filing-words.js';
import { recorded } from '../runs.js';
import type { Telling } from '../telling.js';

/** The filing's own texts are recorded in English. */
type Given = Pick<Telling, 'locale' | 'write'>;

export function crosswalkSection(telling: Telling): Section | null {
  const { report, locale } = telling;
  const { filing } = report;
  if (!filing) return null;
  const words = filingWords[locale];
  return {
    id: 'crosswalk',
    title: words.crosswalk,
    blocks: [
      { kind: 'paragraph', runs: [recordedStrongly(filing.notice, telling)] },
      aboutBlock(filing, words, telling),
      coverageTable(filing, words, telling),
      ...(filing.people.length > 0 ? [peopleTable(filing.people, words, telling)] : []),
      rowsTable(filing, words, telling),
      { kind: 'heading', runs: [words.validity] },
      { kind: 'paragraph', runs: [words.validUntil(filing.validity.days, filing.validity.until)] },
      { kind: 'list', items: filing.validity.triggers.map(({ detail }) => [recorded(detail, telling)]) },
      {
        kind: 'fold',
        summary: [words.sources],
        isOpen: false,
        isDeep: true,
        blocks: [{ kind: 'list', items: filing.sources.map(({ title, where }) => [`${title}: ${where}`]) }],
      },
    ],
  };
}

function aboutBlock({ profile, on, checkpoints }: Filing, words: FilingWords, given: Given): Block {
  const fact = (term: string, ...runs: readonly Run[]) => ({ term, cell: { runs } });
  return {
    kind: 'facts',
    facts: [
      fact(words.profile, recorded(profile.title, given)),
      {
        term: words.view,
        cell: { runs: [profile.view], notes: profile.remarks.map((remark) => [recorded(remark, given)]) },
      },
      fact(words.filedOn, on ?? words.reproducible),
      fact(words.checkpoints, checkpoints.join(', ')),
    ],
  };
}

function coverageTable({ coverage }: Filing, words: FilingWords, given: Given): Table {
  const channels = [...new Set(coverage.map(({ channel }) => channel))];
  const classes = [...new Set(coverage.map(({ attackClass }) => attackClass))];
  return {
    kind: 'table',
    caption: words.coverageCaption,
    head: [words.attackClassHead, ...channels.map((channel) => words.channel[channel])],
    rows: classes.map((attackClass) => [
      plain(words.attackClass[attackClass]),
      ...coverage.filter((cell) => cell.attackClass === attackClass).map((cell) => coverageCell(cell, words, given)),
    ]),
    stacks: true,
  };
}

function coverageCell(of: CoverageCell, words: FilingWords, given: Given): Cell {
  const { result, probes, isConfirmatory, bound } = of;
  const reason = recorded(of.reason, given);
  if (result === null) return { runs: [{ kind: 'muted', text: words.notTested }], notes: [[reason]] };
  return {
    runs: [{ kind: 'badge', value: result, text: words.result[result] }],
    notes: [
      ...(isConfirmatory ? [] : [[words.exploratory]]),
      ...(bound === null ? [] : [[`${words.bound} ${given.write.percent(bound)}`]]),
      [{ kind: 'code', text: probes.join(', ') }],
      [reason],
    ],
  };
}

function peopleTable(people: readonly PeopleBound[], words: FilingWords, given: Given): Table {
  return {
    kind: 'table',
    caption: words.peopleCaption,
    head: words.peopleHead,
    rows: people.map((row) => [
      plain(row.checkpoint),
      plain(String(row.people)),
      number(row.largest, given),
      {
        runs: [`${row.above} > ${given.write.percent(row.threshold)}`],
        notes: row.unmeasured > 0 ? [[`${row.unmeasured} ${words.notTested}`]] : [],
      },
      number(row.smallestReachable, given),
    ]),
    stacks: true,
  };
}

function rowsTable({ rows }: Filing, words: FilingWords, given: Given): Table {
  return {
    kind: 'table',
    caption: words.rowsCaption,
    head: [words.requirement, words.asks, words.claims, words.stateHead, words.confidenceHead, words.cannotShow],
    rows: rows.map((row) => cellsOf(row, words, given)),
    stacks: true,
  };
}

function cellsOf(row: FilingRow, words: FilingWords, given: Given): readonly Cell[] {
  return [
    { runs: [row.reference], notes: [[{ kind: 'code', text: row.requirement }]] },
    { runs: [recorded(row.asks, given)], notes: [[`${words.wording[row.wording.status]} (${row.wording.of})`]] },
    {
      runs: [],
      notes: row.claims.map(({ claim, state, evidence, confidence }) => [
        { kind: 'strong', text: words.state[state] },
        ': ',
        recorded(claim, given),
        ` (${words.confidenceHead}: ${words.confidence[confidence.level]}, `,
        recorded(confidence.reason, given),
        ')',
        ...(evidence.length > 0
          ? [
              {
                kind: 'muted' as const,
                text: ` ${words.evidence}: ${evidence.map(({ id }) => shortened(id)).join(', ')}`,
              },
            ]
          : []),
      ]),
    },
    { runs: [{ kind: 'strong', text: words.state[row.state] }] },
    { runs: [words.confidence[row.confidence.level]], notes: [[recorded(row.confidence.reason, given)]] },
    { runs: [recorded(row.cannotShow, given)] },
  ];
}

/** Digests are whole in the data; here twelve digits tell them apart. */
const shortened = (id: string) => (/^[0-9a-f]{64}$/.test(id) ? `${id.slice(0, 12)}…` : id);
const plain = (text: string): Cell => ({ runs: [text] });
const number = (share: number | null, { write }: Given): Cell =>
  share === null ? plain('–') : { runs: [{ kind: 'number', text: write.percent(share) }] };
const recordedStrongly = (text: string, { locale }: Given): Run =>
  locale === 'en' ? { kind: 'strong', text } : { kind: 'strong', text, language: 'en' };
