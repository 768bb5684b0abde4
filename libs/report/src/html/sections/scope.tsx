/** What was asked, by whom it could have been answered, and which exact bytes were looked at. */
import type { Report } from '@palimpsest/contracts';
import { Table } from '../table.js';

export function ScopeSection({ report }: { readonly report: Report }) {
  const { scope, plan } = report;
  const { subjects } = scope;
  return (
    <section id="scope" aria-labelledby="scope-title">
      <h2 id="scope-title">Scope</h2>
      <p>{scope.question}</p>
      <ul>
        <li>
          {subjects.forget} people in the forget split; {subjects.eligible} of them were known to the original and are
          scored
          {subjects.excluded > 0 && `, ${subjects.excluded} are left out`}
          {!subjects.knowledgeChecked && ' (not checked: the plan names no original)'}. {subjects.retain} retain people
          for utility.
        </li>
        <li>
          Margin {100 * plan.policy.margin} points, α {plan.policy.alpha}, intervals at {100 * plan.policy.confidence}{' '}
          %, seeds {plan.seeds.join(', ')}, {plan.folds} subject folds; fixed in the plan before any result.
        </li>
        {scope.attackerModel.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Table
        caption="Probes, detectors and defenses of this plan"
        head={['name', 'kind', 'goal', 'access', 'purpose', 'reference']}
        rows={scope.plugins.map((plugin) => [
          plugin.label,
          plugin.kind,
          plugin.goal,
          plugin.access ?? 'n/a',
          plugin.purpose ?? 'n/a',
          plugin.reference,
        ])}
      />
    </section>
  );
}

export function LimitsSection({ report }: { readonly report: Report }) {
  return (
    <section id="limits" aria-labelledby="limits-title">
      <h2 id="limits-title">Not measured, and limits</h2>
      <Table
        caption="Not measured"
        head={['what', 'why']}
        rows={report.notMeasured.map(({ what, reason }) => [what, reason])}
      />
      <ul>
        {report.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  );
}

export function IdentitySection({ report }: { readonly report: Report }) {
  const { identity } = report;
  const digest = (value: string) => <span className="digest">{value}</span>;
  return (
    <section id="identity" aria-labelledby="identity-title">
      <h2 id="identity-title">Identity</h2>
      <Table
        caption="SHA-256 of what went in and what came out"
        head={['what', 'digest', 'detail']}
        rows={[
          ['plan', digest(identity.plan), `audit ${identity.audit}`],
          ['data set', digest(identity.dataset.digest), identity.dataset.id],
          ...identity.checkpoints.map((checkpoint) => [
            checkpoint.name,
            digest(checkpoint.digest),
            `${checkpoint.family}; ${checkpoint.roles.join(', ')}`,
          ]),
          ['findings', digest(identity.findings), `engine ${identity.engine}`],
        ]}
      />
      <details>
        <summary>The plan as it was hashed</summary>
        <pre>{JSON.stringify(report.plan, null, 2)}</pre>
      </details>
    </section>
  );
}
