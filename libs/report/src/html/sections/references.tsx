/** Published metrics against models retrained without the data, each beside what the references give among themselves. */
import type { ReactNode } from 'react';
import type { DistributionTest, Metric, OwnMetric, ReferenceMetrics, Report } from '@palimpsest/contracts';
import { People, Plain } from '../numbers.js';
import { inVerdictOrder } from '../order.js';
import { Table } from '../table.js';

/** Direction, range, value to expect, source: one sentence each. */
const meanings: readonly (readonly [name: string, meaning: string])[] = [
  [
    'Truth ratio',
    'Between 0 and 1: how alike the true value of a forget person and the other values are to the model; a forgetting model is where the references are, knowing and denying both lie lower (TOFU, arXiv:2401.06121).',
  ],
  [
    'Model utility',
    'Between 0 and 1, higher is better, wanted where the references are: harmonic mean of probability of the true value, 1 - R and ROUGE-L on people to be kept, the three metrics of TOFU on one group of people instead of its three (arXiv:2401.06121).',
  ],
  [
    'KL of margins',
    'From 0 up, in nats per question, lower is nearer to the retrained models, of which one more would be at about 0.5 to 0.75 if all varied alike: a Gaussian stand-in for KLoM with one variance for all questions, because the published histogram wants a hundred models on either side (arXiv:2410.23232).',
  ],
  [
    'Forget quality',
    'A p between 0 and 1 of a Kolmogorov–Smirnov test on truth ratios: a small one says that the target differs from the reference, a large one only that no difference was seen; TOFU takes questions as independent, which answers about one person are not, so the p over people stands beside it (arXiv:2401.06121).',
  ],
  [
    'Privacy leak',
    'In percent, from -100 up: 0 is where the reference is, below 0 forget people are still recognised as trained on, above 0 they stand out by having been removed; by Min-K% (MUSE, arXiv:2407.06460).',
  ],
];

export function ReferencesSection({ report }: { readonly report: Report }) {
  const rows = inVerdictOrder(report, report.references ?? []);
  if (rows.length === 0) return null;
  return (
    <section id="references" aria-labelledby="references-title">
      <h2 id="references-title">Published metrics against retrained models</h2>
      <p>
        Numbers to hold against papers. No verdict looks at them. What a number means without the data ever having been
        seen, the same number of each reference tells.
      </p>
      <dl>
        {meanings.map(([name, meaning]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Table
        caption="Of each target, and of each reference in its place"
        head={[
          ...[
            'checkpoint',
            'truth ratio',
            'truth ratio of the references',
            'model utility',
            'utility of the references',
          ],
          ...['KL of margins', 'KL of each reference against the others', 'people (answers)'],
        ]}
        rows={rows.map(({ checkpoint, truthRatio, modelUtility, klom }) => [
          checkpoint,
          ...both(truthRatio),
          ...both(modelUtility),
          ...both(klom),
          <People key="people" of={truthRatio.value} />,
        ])}
      />
      <Table
        caption="Of each target against each reference, and of the other references in its place"
        head={[
          ...['checkpoint', 'against', 'forget quality p, questions', 'p, people', 'p of the references'],
          ...['privacy leak, %', 'leak of the references, %'],
        ]}
        rows={rows.flatMap(againstRows)}
      />
    </section>
  );
}

function againstRows({ checkpoint, against }: ReferenceMetrics): readonly (readonly ReactNode[])[] {
  return against.map(({ reference, forgetQuality, privacyLeak }) => [
    checkpoint,
    reference,
    <Test key="questions" of={forgetQuality.questions} />,
    <Test key="people" of={forgetQuality.people} />,
    forgetQuality.ofReferences.length === 0 ? (
      <NoOther key="nulls" />
    ) : (
      forgetQuality.ofReferences.map((other) => (
        <div key={other.reference}>
          <small className="muted">{other.reference}</small> <Test of={other.questions} />, people{' '}
          <Test of={other.people} />
        </div>
      ))
    ),
    ...both(privacyLeak),
  ]);
}

function both({ value, ofReferences }: OwnMetric): readonly [ReactNode, ReactNode] {
  const others = ofReferences.map(({ reference, value: own }) => <Other key={reference} name={reference} of={own} />);
  return [<Plain key="value" of={value} />, others.length === 0 ? <NoOther key="others" /> : others];
}

function Other({ name, of }: { readonly name: string; readonly of: Metric }) {
  return (
    <div>
      <small className="muted">{name}</small> <Plain of={of} />
    </div>
  );
}

const NoOther = () => <span className="muted">no other reference</span>;

function Test({ of }: { readonly of: DistributionTest }) {
  if (of.state === 'not-measured') return <span className="muted">not measured: {of.reason}</span>;
  return (
    <span className="number" title={`${of.n} values against ${of.references}`}>
      {of.p < 0.001 ? of.p.toExponential(1) : of.p.toFixed(3)} <small>D {of.distance.toFixed(3)}</small>
    </span>
  );
}
