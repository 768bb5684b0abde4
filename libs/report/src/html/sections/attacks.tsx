/** How each optimisation went: loss and gradient norm of every term, and health flags. */
import type { AttackPanel, Report } from '@palimpsest/contracts';
import { Figure } from '../figure.js';
import { inVerdictOrder } from '../order.js';
import { Table } from '../table.js';

export interface AttackCharts {
  readonly panel: AttackPanel;
  readonly loss: string | null;
  readonly gradient: string | null;
}

export function AttackSection({
  report,
  charts,
}: {
  readonly report: Report;
  readonly charts: readonly AttackCharts[];
}) {
  const flags = report.attacks.flatMap((panel) => panel.health.map((health) => ({ panel, health })));
  const raised = flags.filter(({ health }) => health.raised);
  const drawn = charts.filter(({ loss, gradient }) => loss ?? gradient);
  const targets = new Set(report.targets.map(({ checkpoint }) => checkpoint));
  const checkpoints = [
    ...new Set(
      inVerdictOrder(
        report,
        drawn.map(({ panel }) => panel),
      ).map(({ checkpoint }) => checkpoint),
    ),
  ];
  return (
    <section id="attacks" aria-labelledby="attacks-title">
      <h2 id="attacks-title">How the attacks went</h2>
      <p>
        {raised.length === 0
          ? `${flags.length} checks over ${report.attacks.length} optimisations; none raised a flag.`
          : `${raised.length} of ${flags.length} checks raised a flag. An endpoint with a flag decides nothing.`}{' '}
        The first fold and seed of each attack is drawn; the JSON has all.
      </p>
      {raised.length > 0 && (
        <Table
          caption="Raised flags"
          head={['optimisation', 'flag', 'detail']}
          rows={raised.map(({ panel, health }) => [panelTitle(panel), health.flag, health.detail])}
        />
      )}
      {checkpoints.map((checkpoint) => (
        <details key={checkpoint} open={targets.size <= 3 && targets.has(checkpoint)}>
          <summary>{checkpoint}</summary>
          {drawn
            .filter(({ panel }) => panel.checkpoint === checkpoint)
            .map((chart) => (
              <Curves key={panelTitle(chart.panel)} chart={chart} />
            ))}
        </details>
      ))}
    </section>
  );
}

function Curves({ chart: { panel, loss, gradient } }: { readonly chart: AttackCharts }) {
  return (
    <>
      <h3>{attackTitle(panel)}</h3>
      <div className="row">
        {loss && <Figure svg={loss} caption="Loss of each term" />}
        {gradient && (
          <Figure svg={gradient} caption="Gradient norm of each term: a term without gradient does no work" />
        )}
      </div>
    </>
  );
}

export const panelTitle = (panel: AttackPanel): string => `${panel.checkpoint}: ${attackTitle(panel)}`;

function attackTitle({ probe, variant, fold, seed, answers }: AttackPanel): string {
  const name = variant.startsWith(probe) ? variant : `${probe} (${variant})`;
  const parts = [
    fold === null ? '' : `fold ${fold + 1}`,
    `seed ${seed}`,
    answers === 'permuted' ? 'permuted answers' : '',
  ];
  return [name, ...parts.filter(Boolean)].join(', ');
}
