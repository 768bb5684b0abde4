/** How each optimisation went: loss and gradient norm of every term, and health flags. */
import type { Block, Section } from '../block.js';
import { attackTitle, panelTitle } from '../attack-titles.js';
import type { AttackCharts } from '../draw-charts.js';
import { inVerdictOrder } from '../order.js';
import { cell, recorded } from '../runs.js';
import type { Telling } from '../telling.js';

export function attacksSection(telling: Telling): Section {
  const { report, words, charts } = telling;
  const flags = report.attacks.flatMap((panel) => panel.health.map((health) => ({ panel, health })));
  const raised = flags.filter(({ health }) => health.raised);
  const drawn = charts.attacks.filter(({ loss, gradient }) => loss ?? gradient);
  const targets = new Set(report.targets.map(({ checkpoint }) => checkpoint));
  const panels = drawn.map(({ panel }) => panel);
  const checkpoints = [...new Set(inVerdictOrder(report, panels).map(({ checkpoint }) => checkpoint))];
  const { attacks } = words;
  const state =
    raised.length === 0
      ? attacks.quiet(flags.length, report.attacks.length)
      : attacks.raised(raised.length, flags.length);
  return {
    id: 'attacks',
    title: attacks.title,
    blocks: [
      { kind: 'paragraph', runs: [`${state} ${attacks.drawn}`] },
      ...(raised.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              caption: attacks.caption,
              head: attacks.head,
              rows: raised.map(({ panel, health }) => [
                cell(panelTitle(panel, words)),
                cell(health.flag),
                cell(recorded(health.detail, telling)),
              ]),
            },
          ]),
      ...checkpoints.map((checkpoint) => ({
        kind: 'fold' as const,
        summary: [checkpoint],
        isOpen: targets.size <= 3 && targets.has(checkpoint),
        isDeep: false,
        blocks: drawn.filter(({ panel }) => panel.checkpoint === checkpoint).flatMap((chart) => curves(chart, telling)),
      })),
    ],
  };
}

function curves({ panel, loss, gradient }: AttackCharts, { words }: Telling): readonly Block[] {
  const figure = (svg: string | null, caption: string) => (svg === null ? [] : [{ svg, caption }]);
  return [
    { kind: 'heading', runs: [attackTitle(panel, words)] },
    {
      kind: 'figures',
      figures: [...figure(loss, words.attacks.loss), ...figure(gradient, words.attacks.gradient)],
    },
  ];
}
