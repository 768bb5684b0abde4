/** The filing of a report as a section: what norms ask, what was shown, what was not tried, and how long it stands. */
import type { Claim, CoverageCell, Filing, FilingRow, PeopleBound } from '@palimpsest/contracts';
import type { Block, Cell, Run, Section, Table } from '../block.js';
import { filingWords, type FilingWords } from '../../words/filing-words.js';
import { filed, filedText } from '../filed.js';
import { recorded } from '../runs.js';
import type { Telling } from '../telling.js';

export function crosswalkSection(telling: Telling): Section | null {
  const { report, locale } = telling;
  const { filing } = report;
  if (!filing) return null;
  const words = filingWords[locale];
  return {
    id: 'crosswalk',
    title: words.crosswalk,
    blocks: [
      { kind: 'paragraph', runs: [strongly(filing.notice, telling)] },
      aboutBlock(filing, words, telling),
      coverageTable(filing, words, telling),
      ...(filing.people.length > 0 ? [peopleTable(filing.people, words, telling)] : []),
      rowsTable(filing, words, telling),
      { kind: 'heading', runs: [words.validity] },
      { kind: 'paragraph', runs: [words.validUntil(filing.validity.days, filing.validity.until)] },
      { kind: 'list', items: filing.validity.triggers.map(({ detail }) => [filed(detail, telling)]) },
      {
        kind: 'fold',
        summary: [words.sources],
        isOpen: false,
        isDeep: true,
        blocks: [
          { kind: 'list', items: filing.sources.map(({ title, where }) => [recorded(title, telling), `: ${where}`]) },
        ],
      },
    ],
  };
}

function aboutBlock({ profile, on, checkpoints }: Filing, words: FilingWords, telling: Telling): Block {
  const fact = (term: string, ...runs: readonly Run[]) => ({ term, cell: { runs } });
  return {
    kind: 'facts',
    facts: [
      fact(words.profile, filed(profile.title, telling)),
      {
        term: words.view,
        cell: { runs: [profile.view], notes: profile.remarks.map((remark) => [filed(remark, telling)]) },
      },
      fact(words.filedOn, on ?? words.reproducible),
      fact(words.checkpoints, checkpoints.join(', ')),
    ],
  };
}

function coverageTable({ coverage }: Filing, words: FilingWords, telling: Telling): Table {
  const channels = [...new Set(coverage.map(({ channel }) => channel))];
  const classes = [...new Set(coverage.map(({ attackClass }) => attackClass))];
  return {
    kind: 'table',
    caption: words.coverageCaption,
    head: [words.attackClassHead, ...channels.map((channel) => words.channel[channel])],
    rows: classes.map((attackClass) => [
      plain(words.attackClass[attackClass]),
      ...coverage.filter((cell) => cell.attackClass === attackClass).map((cell) => coverageCell(cell, words, telling)),
    ]),
    stacks: true,
  };
}

function coverageCell(of: CoverageCell, words: FilingWords, telling: Telling): Cell {
  const { result, probes, isConfirmatory, bound } = of;
  const reason = filed(of.reason, telling, of.messages);
  if (result === null) return { runs: [{ kind: 'muted', text: words.notTested }], notes: [[reason]] };
  return {
    runs: [{ kind: 'badge', value: result, text: words.result[result] }],
    notes: [
      ...(isConfirmatory ? [] : [[words.exploratory]]),
      ...(bound === null ? [] : [[`${words.bound} ${telling.write.percent(bound)}`]]),
      [{ kind: 'code', text: probes.join(', ') }],
      [reason],
    ],
  };
}

function peopleTable(people: readonly PeopleBound[], words: FilingWords, telling: Telling): Table {
  return {
    kind: 'table',
    caption: words.peopleCaption,
    head: words.peopleHead,
    rows: people.map((row) => [
      plain(row.checkpoint),
      plain(String(row.people)),
      number(row.largest, telling),
      {
        runs: [`${row.above} > ${telling.write.percent(row.threshold)}`],
        notes: row.unmeasured > 0 ? [[`${row.unmeasured} ${words.notTested}`]] : [],
      },
      number(row.smallestReachable, telling),
    ]),
    stacks: true,
  };
}

function rowsTable({ rows }: Filing, words: FilingWords, telling: Telling): Table {
  return {
    kind: 'table',
    caption: words.rowsCaption,
    head: [words.requirement, words.asks, words.claims, words.stateHead, words.confidenceHead, words.cannotShow],
    rows: rows.map((row) => cellsOf(row, words, telling)),
    stacks: true,
  };
}

function cellsOf(row: FilingRow, words: FilingWords, telling: Telling): readonly Cell[] {
  return [
    { runs: [filed(row.reference, telling)], notes: [[{ kind: 'code', text: row.requirement }]] },
    {
      runs: [filed(row.asks, telling)],
      notes: [[`${words.wording[row.wording.status]} (`, edition(row.wording.of, telling), ')']],
    },
    {
      runs: [],
      notes: row.claims.map((claim) => claimRuns(claim, words, telling)),
    },
    { runs: [{ kind: 'strong', text: words.state[row.state] }] },
    { runs: [words.confidence[row.confidence.level]], notes: [[reasonOf(row.confidence, telling)]] },
    { runs: [filed(row.cannotShow, telling)] },
  ];
}

function claimRuns(of: Claim, words: FilingWords, telling: Telling): readonly Run[] {
  const { claim, messages, state, evidence, confidence } = of;
  const found = evidence.map(({ id }) => shortened(id)).join(', ');
  return [
    { kind: 'strong', text: words.state[state] },
    ': ',
    filed(claim, telling, messages),
    ` (${words.confidenceHead}: ${words.confidence[confidence.level]}, `,
    reasonOf(confidence, telling),
    ')',
    ...(evidence.length > 0 ? [{ kind: 'muted' as const, text: ` ${words.evidence}: ${found}` }] : []),
  ];
}

const reasonOf = ({ reason, messages }: Claim['confidence'], telling: Telling): Run => filed(reason, telling, messages);

/** A date alone is in no language. */
const edition = (of: string, telling: Telling): Run => (/^[\d-]+$/.test(of) ? of : filed(of, telling));

/** Digests are whole in the data; here twelve digits tell them apart. */
const shortened = (id: string) => (/^[0-9a-f]{64}$/.test(id) ? `${id.slice(0, 12)}…` : id);
const plain = (text: string): Cell => ({ runs: [text] });
const number = (share: number | null, { write }: Telling): Cell =>
  share === null ? plain('–') : { runs: [{ kind: 'number', text: write.percent(share) }] };

function strongly(text: string, telling: Telling): Run {
  const told = filedText(text, telling);
  return told === undefined ? { kind: 'strong', text, language: 'en' } : { kind: 'strong', text: told };
}
