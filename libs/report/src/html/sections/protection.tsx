/** Would anybody notice the attack (detectors), and would a filter in front have stopped it (defenses)? */
import type { DefenseRow, Report } from '@palimpsest/contracts';
import { Figure } from '../figure.js';
import { IntervalBar } from '../interval-bar.js';
import { Plain, Rate } from '../numbers.js';
import { inVerdictOrder } from '../order.js';
import { Table } from '../table.js';
import { endpointWords } from '../words.js';

export interface RocChart {
  readonly title: string;
  readonly svg: string;
}

export function DetectorSection({ report, charts }: { readonly report: Report; readonly charts: readonly RocChart[] }) {
  if (report.detectors.length === 0) return null;
  const detectors = new Set(report.detectors.map(({ detector }) => detector));
  return (
    <section id="detectors" aria-labelledby="detectors-title">
      <h2 id="detectors-title">Detectors</h2>
      <p>
        Would anybody notice? A detector scores an input image for having been tampered with (not an output). Its
        threshold comes from images of retain people that are in no curve: {[...detectors].join(', ')}.
      </p>
      <div className="grid">
        {charts.map(({ title, svg }) => (
          <Figure key={title} svg={svg} caption={title} />
        ))}
      </div>
      <Table
        caption="Detection per condition; negatives are clean test images. Threshold: at most 5 % of clean images above it."
        head={['checkpoint', 'condition', 'AUROC', 'detected', 'false alarms', 'threshold', 'images']}
        rows={inVerdictOrder(report, report.detectors).map((panel) => [
          panel.checkpoint,
          detectors.size > 1 ? `${panel.condition}, ${panel.detector}` : panel.condition,
          <Plain key="auroc" of={panel.auroc} />,
          <Rate key="true" of={panel.truePositiveRate} />,
          <Rate key="false" of={panel.falsePositiveRate} />,
          panel.threshold === null ? 'none' : panel.threshold.toPrecision(3),
          `${panel.positives} attacked, ${panel.negatives} clean, ${panel.calibration} for the threshold`,
        ])}
      />
    </section>
  );
}

export function DefenseSection({ report }: { readonly report: Report }) {
  if (report.defenses.length === 0) return null;
  const checkpoints = [...new Set(inVerdictOrder(report, report.defenses).map(({ checkpoint }) => checkpoint))];
  return (
    <section id="defenses" aria-labelledby="defenses-title">
      <h2 id="defenses-title">Defenses</h2>
      <p>
        Recovery and clean accuracy with the defense in front of the model, on the same images. The noise was made
        before the defense was put there: a defense that is <strong>not adaptively tested</strong> may fall to an
        attacker who knows it.
      </p>
      {checkpoints.map((checkpoint) => (
        <details key={checkpoint} open={checkpoints.length <= 3}>
          <summary>{checkpoint}</summary>
          <DefenseTable checkpoint={checkpoint} rows={report.defenses.filter((row) => row.checkpoint === checkpoint)} />
        </details>
      ))}
    </section>
  );
}

function DefenseTable({ checkpoint, rows }: { readonly checkpoint: string; readonly rows: readonly DefenseRow[] }) {
  return (
    <Table
      caption={`${checkpoint}: without (hollow) and with the defense (solid)`}
      head={[
        ...['probe', 'defense', 'recovery without', 'recovery with', '0 to 100 %'],
        ...['retain without', 'retain with', 'adaptive test'],
      ]}
      rows={rows.map((row) => [
        endpointWords(row),
        row.defense,
        <Rate key="without" of={row.withoutDefense} />,
        <Rate key="with" of={row.withDefense} />,
        <IntervalBar key="bar" of={row.withDefense} before={row.withoutDefense} />,
        <Rate key="retain-without" of={row.cleanRetainWithout} />,
        <Rate key="retain-with" of={row.cleanRetainWith} />,
        row.adaptivelyTested ? 'yes, optimised through it' : 'not adaptively tested',
      ])}
    />
  );
}
