/**
 * One page for whoever decides: what was asked, what was tested, what was not, what was found and how sure it is,
 * what to do next. No p-values; limits and gaps are named here and not only at the end.
 */
import type { Role, TargetReport } from '@palimpsest/contracts';
import type { Block, Run, Section } from '../block.js';
import { missingWork } from '../missing-work.js';
import { badge, recorded, strong } from '../runs.js';
import { because, leakParts } from '../sentences.js';
import type { Telling } from '../telling.js';

/** More gaps or limits than this are counted here and listed at the end. */
const MOST = 4;

export function summarySection(telling: Telling): Section {
  const { report, words } = telling;
  const { summary } = words;
  const heading = (text: string): Block => ({ kind: 'heading', runs: [text] });
  return {
    id: 'summary',
    title: summary.title,
    blocks: [
      heading(summary.asked),
      { kind: 'paragraph', runs: [recorded(report.scope.question, telling)] },
      heading(summary.tested),
      { kind: 'list', items: tested(telling) },
      heading(summary.untested),
      { kind: 'list', items: untested(telling) },
      heading(summary.found),
      { kind: 'list', items: report.targets.map((target) => found(target, telling)) },
      heading(summary.next),
      { kind: 'list', items: next(telling).map((line) => [line]) },
    ],
  };
}

function tested(telling: Telling): readonly (readonly Run[])[] {
  const { report, words } = telling;
  const { scope, targets, identity } = report;
  const { summary } = words;
  const withRole = (role: Role) =>
    identity.checkpoints.filter(({ roles }) => roles.includes(role)).map(({ name }) => name);
  const controls = [...new Set([...withRole('reference'), ...withRole('matched-reference')])];
  const probes = scope.plugins.filter(({ kind }) => kind === 'probe');
  const deciding = probes.filter(({ purpose }) => purpose === 'confirmatory').map(({ title }) => title);
  const others = scope.plugins.filter((plugin) => plugin.purpose !== 'confirmatory' && plugin.purpose !== 'control');
  const titles = deciding.flatMap((title, index): readonly Run[] => [
    ...(index > 0 ? ['; '] : []),
    recorded(title, telling),
  ]);
  return [
    [summary.people(scope.subjects.eligible, scope.subjects.retain)],
    ...(targets.length > 0 ? [[summary.targets(targets.map(({ checkpoint }) => checkpoint).join(', '))]] : []),
    [controls.length > 0 ? summary.compared(controls.join(', ')) : summary.notCompared],
    ...(deciding.length > 0 ? [[summary.probes(deciding.length), ...titles, '.']] : []),
    ...(others.length > 0 ? [[summary.others(others.map(({ label }) => label).join(', '))]] : []),
  ];
}

function untested(telling: Telling): readonly (readonly Run[])[] {
  const { report, words } = telling;
  const { summary, limits } = words;
  const gaps = missingWork(report);
  const gapWords = (names: readonly string[]) => (names.length > 0 ? limits.for(names.join(', ')) : '');
  const listed = gaps
    .slice(0, MOST)
    .flatMap(({ what, names }, index): readonly Run[] => [
      ...(index > 0 ? ['; '] : [' ']),
      recorded(what, telling),
      gapWords(names),
    ]);
  const further = gaps.length > MOST ? [`; ${summary.more(gaps.length - MOST)}`] : [];
  return [
    gaps.length === 0 ? [summary.nothingMissing] : [summary.missing(gaps.length), ...listed, ...further, '.'],
    ...report.limits.slice(0, MOST).map((limit) => [recorded(limit, telling)]),
    ...(report.limits.length > MOST ? [[summary.moreLimits(report.limits.length - MOST)]] : []),
  ];
}

function found(target: TargetReport, telling: Telling): readonly Run[] {
  const { words, write } = telling;
  const { summary } = words;
  const { verdict, checkpoint } = target;
  const parts = leakParts(target, telling);
  const sentence = () => {
    if (verdict.value === 'leak' && parts) return summary.leak(parts);
    if (verdict.value !== 'no-leak-above-bound') return summary.open(because(target, telling));
    const bound = write.fixed(100 * (verdict.bound ?? 1), 1);
    return summary.pass(bound, write.tidyPercent(verdict.confidence), verdict.subjects);
  };
  return [strong(checkpoint), ' ', badge(verdict.value, telling), ` ${sentence()}`];
}

/** Each step once, with the checkpoints it is for. */
function next({ report, words }: Telling): readonly string[] {
  const steps = new Map<string, Set<string>>();
  for (const { checkpoint, verdict } of report.targets) {
    for (const { code } of verdict.reasons) {
      const step = words.reasons[code].next;
      steps.set(step, (steps.get(step) ?? new Set()).add(checkpoint));
    }
  }
  return [...steps].map(([step, names]) => words.summary.nextFor(step, [...names].join(', ')));
}
