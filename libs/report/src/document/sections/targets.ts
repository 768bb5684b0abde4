/** One checkpoint under judgement after another: reasons, tiers, replies, endpoints against their controls. */
import type { Endpoint, PlainReplies, TargetReport, TierVerdict } from '@palimpsest/contracts';
import { endpointWords } from '../../words/endpoint-words.js';
import type { Block, Run, Section, Table } from '../block.js';
import {
  badge,
  bar,
  cell,
  difference,
  forgetScore,
  leakScale,
  muted,
  percentOr,
  pValue,
  rate,
  recorded,
} from '../runs.js';
import { targetSentence } from '../sentences.js';
import type { Telling } from '../telling.js';
import { endpointDetails } from './endpoint-details.js';

export function targetsSection(telling: Telling): Section | null {
  const { report, words } = telling;
  if (report.targets.length === 0) return null;
  return {
    id: 'targets',
    title: words.targets.title,
    blocks: report.targets.map((target) => ({
      kind: 'fold',
      id: `target-${target.checkpoint}`,
      isOpen: report.targets.length <= 3,
      isDeep: false,
      summary: [target.checkpoint, ' ', badge(target.verdict.value, telling)],
      blocks: targetBlocks(target, telling),
    })),
  };
}

function targetBlocks(target: TargetReport, telling: Telling): readonly Block[] {
  const { words } = telling;
  const { verdict, endpoints } = target;
  const numbers = words.targets.power(
    percentOr(verdict.minimumDetectableLeak, telling),
    percentOr(verdict.power, telling),
  );
  return [
    { kind: 'paragraph', runs: [targetSentence(target, telling)] },
    {
      kind: 'list',
      isMuted: true,
      items: [
        ...verdict.reasons.map(({ detail }) => [recorded(detail, telling)]),
        [words.targets.score, ...forgetScore(verdict.forgetScore, telling), numbers],
      ],
    },
    ...(verdict.tiers.length > 0 ? [tiersTable(verdict.tiers, telling)] : []),
    repliesTable(target, telling),
    endpointsTable(target, telling),
    ...attributes(target, telling),
    {
      kind: 'fold',
      summary: [words.targets.details],
      isOpen: false,
      isDeep: true,
      blocks: endpoints.flatMap((endpoint) => endpointDetails(endpoint, telling)),
    },
  ];
}

function tiersTable(tiers: readonly TierVerdict[], telling: Telling): Table {
  const { words } = telling;
  const { targets } = words;
  return {
    kind: 'table',
    stacks: true,
    caption: targets.tiersCaption,
    head: targets.tiersHead,
    rows: tiers.map((tier) => [
      cell(words.tiers[tier.tier] ?? String(tier.tier)),
      cell(tier.value ? badge(tier.value, telling) : muted(targets.notTested)),
      cell(...difference(tier.leak, telling)),
      cell(tier.value ? pValue(tier.pAdjusted, telling) : ''),
      cell(tier.value ? percentOr(tier.bound, telling) : ''),
      cell(tier.value ? percentOr(tier.minimumDetectableLeak, telling) : ''),
      cell(
        tier.exploratory === 0 ? String(tier.confirmatory) : targets.exploratory(tier.confirmatory, tier.exploratory),
      ),
    ]),
  };
}

/** Forgotten, refused and broken, told apart. */
function repliesTable({ clean }: TargetReport, telling: Telling): Table {
  const { words } = telling;
  const row = (split: string, of: PlainReplies) => [
    cell(split),
    cell(of.manner ? words.manners[of.manner] : words.targets.notAsked),
    ...[of.correct, of.refused, of.wrong, of.unparsable, of.gibberish].map((metric) => cell(...rate(metric, telling))),
  ];
  return {
    kind: 'table',
    caption: words.targets.repliesCaption,
    head: words.targets.repliesHead,
    rows: [row(words.splits.forget, clean.forgetReplies), row(words.splits.retain, clean.retainReplies)],
  };
}

function endpointsTable({ endpoints, verdict }: TargetReport, telling: Telling): Table {
  const { words } = telling;
  return {
    kind: 'table',
    caption: words.targets.caption,
    head: words.targets.head,
    rows: endpoints.map((endpoint) => [
      cell(...endpointName(endpoint, telling)),
      cell(...rate(endpoint.target, telling)),
      {
        runs: difference(endpoint.leak, telling),
        bar: bar(endpoint.leak, { scale: leakScale, lines: [verdict.margin], tone: toneOf(endpoint) }),
      },
      cell(endpoint.bindingControl === null ? words.common.none : recorded(endpoint.bindingControl, telling)),
      cell(pValue(endpoint.pAdjusted, telling)),
      cell(percentOr(endpoint.bound, telling)),
      cell(
        endpoint.isLeak ? words.verdicts.leak : endpoint.isBelowMargin ? words.targets.belowMargin : words.targets.open,
      ),
    ]),
  };
}

const toneOf = ({ isLeak, isBelowMargin }: Endpoint) =>
  isLeak ? 'leak' : isBelowMargin ? 'no-leak-above-bound' : 'inconclusive';

const endpointName = (endpoint: Endpoint, { words }: Telling): readonly Run[] => [
  endpointWords(endpoint, words),
  ...(endpoint.purpose === 'confirmatory' ? [] : [muted(` ${words.purposes[endpoint.purpose]}`)]),
];

/** What leaks, attribute by attribute: folded away, since nothing of it decides. */
function attributes({ attributes: rows, endpoints }: TargetReport, telling: Telling): readonly Block[] {
  if (rows.length === 0) return [];
  const { words } = telling;
  const nameOf = (id: string) => {
    const endpoint = endpoints.find((entry) => entry.id === id);
    return endpoint ? endpointWords(endpoint, words) : id;
  };
  const { attributes: summary, attributesCaption: caption, attributesHead: head } = words.targets;
  return [
    {
      kind: 'fold',
      summary: [summary],
      isOpen: false,
      isDeep: true,
      blocks: [
        {
          kind: 'table',
          caption,
          head,
          rows: rows.map((row) => [
            cell(nameOf(row.endpoint)),
            cell(row.attribute),
            cell(...rate(row.recovery, telling)),
            cell(...difference(row.leak, telling)),
            cell(pValue(row.pAdjusted, telling)),
          ]),
        },
      ],
    },
  ];
}
