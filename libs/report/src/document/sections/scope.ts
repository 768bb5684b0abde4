/** What was asked, and by whom it could have been answered. */
import type { UsedPlugin } from '@palimpsest/contracts';
import type { Section } from '../block.js';
import { cell, recorded } from '../runs.js';
import type { Telling } from '../telling.js';

export function scopeSection(telling: Telling): Section {
  const { report, words, write } = telling;
  const { scope, plan } = report;
  const { policy } = plan;
  return {
    id: 'scope',
    title: words.scope.title,
    blocks: [
      { kind: 'paragraph', runs: [recorded(scope.question, telling)] },
      {
        kind: 'list',
        items: [
          [words.scope.people(scope.subjects)],
          [
            words.scope.policy({
              ...{ margin: write.tidy(100 * policy.margin), floor: write.tidy(100 * policy.leakFloor) },
              ...{ alpha: write.tidy(policy.alpha), confidence: write.tidyPercent(policy.confidence) },
              ...{ power: write.tidyPercent(policy.power), seeds: plan.seeds.join(', '), folds: String(plan.folds) },
            }),
          ],
          ...scope.attackerModel.map((line) => [recorded(line, telling)]),
        ],
      },
      {
        kind: 'table',
        stacks: true,
        caption: words.scope.caption,
        head: words.scope.head,
        rows: scope.plugins.map((plugin) => [
          cell(plugin.label),
          cell(describe(plugin, telling)),
          cell(recorded(plugin.goal, telling)),
          cell(plugin.reference),
        ]),
      },
    ],
  };
}

function describe({ kind, purpose, access, examined }: UsedPlugin, { words }: Telling): string {
  const parts = [purpose && words.purposes[purpose], words.kinds[kind], access && `(${words.access[access]})`];
  const name = parts.filter(Boolean).join(' ');
  return examined === false && purpose !== 'control' ? `${name}; ${words.scope.neverSeen}` : name;
}
