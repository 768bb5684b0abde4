/** What was asked, by whom it could have been answered, and which exact bytes were looked at. */
import type { NotMeasuredRow, Report, UsedPlugin } from '@palimpsest/contracts';
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
          {subjects.excluded > 0 && `, ${subjects.excluded} left out`}
          {!subjects.knowledgeChecked && ' (not checked: the plan names no original)'}. {subjects.retain} retain people
          for utility.
        </li>
        <li>
          Margin {tidy(100 * plan.policy.margin)} points, leak floor {tidy(100 * plan.policy.leakFloor)} points, α{' '}
          {plan.policy.alpha}, intervals at {tidy(100 * plan.policy.confidence)} %, power{' '}
          {tidy(100 * plan.policy.power)} %; seeds {plan.seeds.join(', ')}; {plan.folds} folds by person. Fixed and
          hashed before any result.
        </li>
        {scope.attackerModel.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Table
        stacks
        caption="Probes, detectors and defenses of this plan"
        head={['name', 'what it is', 'what it tries', 'from']}
        rows={scope.plugins.map((plugin) => [plugin.label, describe(plugin), plugin.goal, plugin.reference])}
      />
    </section>
  );
}

function describe({ kind, purpose, access, examined }: UsedPlugin): string {
  const words = [purpose, kind, access && `(${access})`].filter(Boolean).join(' ');
  return examined === false && purpose !== 'control' ? `${words}; never yet seen to find anything` : words;
}

const tidy = (value: number): number => Number(value.toFixed(2));

export function LimitsSection({ report }: { readonly report: Report }) {
  return (
    <section id="limits" aria-labelledby="limits-title">
      <h2 id="limits-title">Limits, and what was not measured</h2>
      <ul>
        {report.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <Table
        stacks
        caption="Not measured"
        head={['what', 'why']}
        rows={grouped(report).map(({ what, reason }) => [what, reason])}
      />
    </section>
  );
}

/** What is missing for several checkpoints for one reason is one line. */
function grouped({ notMeasured, identity }: Report): readonly NotMeasuredRow[] {
  const groups = new Map<string, { readonly names: string[]; readonly what: string; readonly reason: string }>();
  for (const { what, reason } of notMeasured) {
    const name = identity.checkpoints.find((checkpoint) => what.startsWith(`${checkpoint.name}: `))?.name;
    const rest = name ? what.slice(name.length + 2) : what;
    const group = groups.get(`${rest}\n${reason}`) ?? { names: [], what: rest, reason };
    groups.set(`${rest}\n${reason}`, group);
    if (name) group.names.push(name);
  }
  return [...groups.values()].map(({ names, what, reason }) => ({
    ...{ what: names.length > 0 ? `${what}, for ${names.join(', ')}` : what, reason },
  }));
}

export function IdentitySection({ report }: { readonly report: Report }) {
  const { identity } = report;
  const digest = (value: string) => <span className="digest">{value}</span>;
  return (
    <section id="identity" aria-labelledby="identity-title">
      <h2 id="identity-title">Identity</h2>
      <Table
        stacks
        caption="SHA-256 of what went in and what came out"
        head={['what', 'digest', 'detail']}
        rows={[
          ['plan', digest(identity.plan), `audit ${identity.audit}`],
          ['data set', digest(identity.dataset.digest), identity.dataset.id],
          ...identity.checkpoints.map((checkpoint) => [
            checkpoint.name,
            digest(checkpoint.digest),
            [checkpoint.family, ...checkpoint.roles].join(', '),
          ]),
          ['findings', digest(identity.findings), `engine ${identity.engine}`],
        ]}
      />
      <details className="deep">
        <summary>The plan as it was hashed</summary>
        <pre>{JSON.stringify(report.plan, null, 2)}</pre>
      </details>
    </section>
  );
}
