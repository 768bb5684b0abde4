/** Would anybody notice the attack (detectors), and would a filter in front have stopped it (defenses)? */
import type { Report } from '@palimpsest/contracts';
import { Figure } from '../figure.js';
import { Plain, Rate } from '../numbers.js';
import { Table } from '../table.js';

export interface RocChart {
  readonly title: string;
  readonly svg: string;
}

export function DetectorSection({ report, charts }: { readonly report: Report; readonly charts: readonly RocChart[] }) {
  if (report.detectors.length === 0) return null;
  return (
    <section id="detectors" aria-labelledby="detectors-title">
      <h2 id="detectors-title">Detectors</h2>
      <p>
        A detector scores an input image for having been tampered with. Its threshold comes from calibration images that
        are in no curve.
      </p>
      <div className="row">
        {charts.map(({ title, svg }) => (
          <Figure key={title} svg={svg} caption={title} />
        ))}
      </div>
      <Table
        caption="Detection per condition; negatives are clean test images"
        head={['checkpoint', 'detector', 'condition', 'AUROC', 'detected at threshold', 'false alarms', 'images']}
        rows={report.detectors.map((panel) => [
          panel.checkpoint,
          panel.detector,
          panel.condition,
          <Plain key="auroc" of={panel.auroc} />,
          <Rate key="true" of={panel.truePositiveRate} />,
          <Rate key="false" of={panel.falsePositiveRate} />,
          `${panel.positives} + ${panel.negatives}, ${panel.calibration} calibration`,
        ])}
      />
    </section>
  );
}

export function DefenseSection({ report }: { readonly report: Report }) {
  if (report.defenses.length === 0) return null;
  return (
    <section id="defenses" aria-labelledby="defenses-title">
      <h2 id="defenses-title">Defenses</h2>
      <p>
        Static tests: the noise was made before the defense was put in front. A defense that is{' '}
        <strong>not adaptively tested</strong> may fall to an attacker who knows it.
      </p>
      <Table
        caption="Recovery and clean accuracy with the defense in front of the model"
        head={[
          'checkpoint',
          'defense',
          'probe',
          'recovery without',
          'recovery with',
          'retain without',
          'retain with',
          'adaptive test',
        ]}
        rows={report.defenses.map((row) => [
          row.checkpoint,
          row.defense,
          row.variant,
          <Rate key="without" of={row.withoutDefense} />,
          <Rate key="with" of={row.withDefense} />,
          <Rate key="retain-without" of={row.cleanRetainWithout} />,
          <Rate key="retain-with" of={row.cleanRetainWith} />,
          row.adaptivelyTested ? 'yes' : 'not adaptively tested',
        ])}
      />
    </section>
  );
}
