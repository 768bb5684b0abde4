/** Recovery before and after each probe, for targets and controls, as chart and as table. */
import type { Endpoint, Report, TargetReport } from '@palimpsest/contracts';
import { Difference, percent, Rate } from '../numbers.js';
import { Figure } from '../figure.js';
import { Table } from '../table.js';

export function RecoverySection({ report, chart }: { readonly report: Report; readonly chart: string }) {
  return (
    <section id="recovery" aria-labelledby="recovery-title">
      <h2 id="recovery-title">Recovery before and after each probe</h2>
      <p>
        Share of right answers about forget people the probe never saw. A reference never knew these people: what it
        answers is chance or teaching, not memory.
      </p>
      <Figure
        svg={chart}
        caption="Recovery on held-out subjects with intervals clustered by subject; the dashed line is the attribute prior."
      />
      <Table
        caption="Before (clean images) and after the probe"
        head={['checkpoint', 'role', 'probe', 'asked', 'before', 'after', 'refused', 'unparsable']}
        rows={report.recovery.map((row) => [
          row.checkpoint,
          row.role,
          row.variant === row.probe ? row.probe : `${row.probe} (${row.variant})`,
          row.ask,
          <Rate key="pre" of={row.pre} />,
          <Rate key="post" of={row.post} />,
          <Rate key="refused" of={row.refused} />,
          <Rate key="unparsable" of={row.unparsable} />,
        ])}
      />
      {report.targets.map((target) => (
        <TargetDetails key={target.checkpoint} target={target} />
      ))}
    </section>
  );
}

function TargetDetails({ target }: { readonly target: TargetReport }) {
  return (
    <>
      <h3 id={`target-${target.checkpoint}`}>{target.checkpoint}</h3>
      {target.verdict.reasons.map(({ code, detail }) => (
        <p className="muted" key={code + detail}>
          {detail}
        </p>
      ))}
      <Table
        caption={`Endpoints of ${target.checkpoint}, worst first; differences in points`}
        head={[
          'endpoint',
          'purpose',
          'target',
          'leak beyond control',
          'binding control',
          'adjusted p',
          'bound',
          'power',
          'permuted',
          'flags',
        ]}
        rows={target.endpoints.map((endpoint) => [
          endpoint.id,
          endpoint.purpose,
          <Rate key="target" of={endpoint.target} />,
          <Difference key="leak" of={endpoint.leak} />,
          endpoint.bindingControl ?? 'none',
          endpoint.pAdjusted === null ? 'n/a' : writeP(endpoint.pAdjusted),
          endpoint.bound === null ? 'n/a' : percent(endpoint.bound),
          endpoint.power === null ? 'n/a' : endpoint.power.toFixed(2),
          <Rate key="permuted" of={endpoint.permuted} />,
          endpoint.health.map(({ flag }) => flag).join(', ') || 'none',
        ])}
      />
      <details>
        <summary>Every control of every endpoint</summary>
        {target.endpoints.map((endpoint) => (
          <Controls key={endpoint.id} endpoint={endpoint} />
        ))}
      </details>
    </>
  );
}

function Controls({ endpoint }: { readonly endpoint: Endpoint }) {
  return (
    <Table
      caption={`${endpoint.id}: target minus control, paired by subject`}
      head={['control', 'from', 'recovery', 'target minus control', 'p', 'exceeded']}
      rows={endpoint.comparisons.map((comparison) => [
        `${comparison.control} (${comparison.kind})`,
        comparison.name,
        <Rate key="recovery" of={comparison.recovery} />,
        <Difference key="difference" of={comparison.difference} />,
        comparison.p === null ? 'n/a' : writeP(comparison.p),
        comparison.exceeded ? 'yes' : 'no',
      ])}
    />
  );
}

const writeP = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));
