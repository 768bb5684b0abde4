/** First thing of a report: the verdict in one sentence, then one row per checkpoint (or one checkpoint's facts). */
import type { TargetReport, VerdictValue } from '@palimpsest/contracts';
import { decidedByWords } from '../../words/endpoint-words.js';
import type { Block, Cell, Section } from '../block.js';
import { badge, bar, cell, difference, forgetScore, leakScale, percentOr, rate, strong } from '../runs.js';
import { summarySentence } from '../sentences.js';
import type { Telling } from '../telling.js';

const meaningOrder: readonly VerdictValue[] = ['leak', 'no-leak-above-bound', 'inconclusive'];

export function verdictSection(telling: Telling): Section {
  const { report, words } = telling;
  const value = report.summary.verdict;
  const [only] = report.targets;
  return {
    id: 'verdict',
    title: words.verdict.title,
    blocks: [
      { kind: 'verdict', value, badge: words.verdicts[value], sentence: summarySentence(telling) },
      report.targets.length === 1 && only ? keyFacts(only, telling) : verdictTable(telling),
      {
        kind: 'fold',
        summary: [words.verdict.meaning],
        isOpen: false,
        isDeep: false,
        blocks: [
          {
            kind: 'list',
            items: meaningOrder.map((option) => [strong(words.verdicts[option]), words.verdict.meanings[option]]),
          },
        ],
      },
    ],
  };
}

function verdictTable(telling: Telling): Block {
  const { report, words, write, level } = telling;
  return {
    kind: 'table',
    stacks: true,
    caption: words.verdict.caption(write.tidy(100 * report.plan.policy.margin)),
    head: words.verdict.head,
    rows: report.targets.map((target) => [
      cell(
        level === 'full'
          ? { kind: 'link', to: `target-${target.checkpoint}`, text: target.checkpoint }
          : target.checkpoint,
      ),
      {
        runs: [badge(target.verdict.value, telling)],
        ...(target.truth === null ? {} : { notes: [[words.verdict.truth(truthWords(target, telling))]] }),
      },
      leakCell(target, telling),
      cell(decidedByWords(target, words)),
      plainly(target, 'forget', telling),
      cell(...rate(target.clean.retain, telling)),
      cell(String(target.verdict.subjects)),
    ]),
  };
}

const leakCell = ({ verdict }: TargetReport, telling: Telling): Cell => ({
  runs: difference(verdict.leak, telling),
  bar: bar(verdict.leak, { scale: leakScale, lines: [verdict.margin], tone: verdict.value }),
});

function plainly({ clean }: TargetReport, split: 'forget' | 'retain', telling: Telling): Cell {
  const { correct, manner } = split === 'forget' ? clean.forgetReplies : clean.retainReplies;
  return {
    runs: rate(correct, telling),
    ...(manner && manner !== 'answers' ? { notes: [[telling.words.manners[manner]]] } : {}),
  };
}

function keyFacts(target: TargetReport, telling: Telling): Block {
  const { verdict } = target;
  const { facts } = telling.words.verdict;
  return {
    kind: 'facts',
    facts: [
      { term: facts.leak, cell: leakCell(target, telling) },
      { term: facts.decidedBy, cell: cell(decidedByWords(target, telling.words)) },
      { term: facts.bound, cell: cell(percentOr(verdict.bound, telling)) },
      { term: facts.margin, cell: cell(percentOr(verdict.margin, telling)) },
      { term: facts.detectable, cell: cell(percentOr(verdict.minimumDetectableLeak, telling)) },
      { term: facts.power, cell: cell(percentOr(verdict.power, telling)) },
      { term: facts.people, cell: cell(String(verdict.subjects)) },
      { term: facts.score, cell: cell(...forgetScore(verdict.forgetScore, telling)) },
      { term: facts.forget, cell: plainly(target, 'forget', telling) },
      { term: facts.retain, cell: plainly(target, 'retain', telling) },
      ...(target.truth === null ? [] : [{ term: facts.truth, cell: cell(truthWords(target, telling)) }]),
    ],
  };
}

function truthWords({ truth, agreesWithTruth }: TargetReport, { words }: Telling): string {
  if (truth === null) return '';
  const known = words.truths[truth];
  if (agreesWithTruth === null) return known;
  return `${known}; ${agreesWithTruth ? words.verdict.agrees : words.verdict.disagrees}`;
}
