/** For whoever checks: how the verdict was made, by which statistics, and how to read each number. */
import type { MetricId } from '../../words/terms.js';
import type { Section } from '../block.js';
import type { Telling } from '../telling.js';

const order: readonly MetricId[] = [
  ...(['recovery', 'leak', 'bound', 'detectable', 'power', 'score', 'retain'] as const),
  ...(['auroc', 'detected', 'person-bound'] as const),
];

export function methodSection({ report, words, write }: Telling): Section {
  const { plan, identity } = report;
  const { method, metrics } = words;
  const { margin, leakFloor, alpha, power } = plan.policy;
  const policy = plan.basedOn
    ? method.version(plan.basedOn.policy, plan.basedOn.version)
    : (plan.preset ?? method.adHoc(identity.plan));
  const limits = {
    ...{ margin: write.tidy(100 * margin), floor: write.tidy(100 * leakFloor) },
    ...{ alpha: write.tidy(alpha), power: write.tidyPercent(power) },
  };
  return {
    id: 'method',
    title: method.title,
    blocks: [
      {
        kind: 'paragraph',
        runs: [
          method.plan({ policy, seeds: plan.seeds.join(', '), folds: String(plan.folds), engine: identity.engine }),
        ],
      },
      { kind: 'heading', runs: [method.how] },
      { kind: 'list', items: method.verdict(limits).map((line) => [line]) },
      { kind: 'heading', runs: [method.statistics] },
      { kind: 'list', items: method.sources.map((line) => [line]) },
      { kind: 'heading', runs: [method.metrics] },
      {
        kind: 'definitions',
        entries: order.map((id) => ({ term: metrics[id].term, id: `number-${id}`, runs: [metrics[id].means] })),
      },
    ],
  };
}
