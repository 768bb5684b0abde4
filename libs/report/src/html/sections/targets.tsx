/** One checkpoint under judgement: reasons, endpoints against their controls, and how it replies. */
import type { Endpoint, PlainReplies, Report, TargetReport } from '@palimpsest/contracts';
import { IntervalBar } from '../interval-bar.js';
import { Difference, percent, Rate, VerdictBadge, writeP } from '../numbers.js';
import { Table } from '../table.js';
import { endpointWords, mannerWords } from '../words.js';
import { Attributes } from './attributes.js';
import { Tiers } from './tiers.js';
import { ForgetScore } from './verdict.js';

export function TargetsSection({ report }: { readonly report: Report }) {
  return (
    <section id="targets" aria-labelledby="targets-title">
      <h2 id="targets-title">Checkpoint by checkpoint</h2>
      {report.targets.map((target) => (
        <Target key={target.checkpoint} target={target} isOpen={report.targets.length <= 3} />
      ))}
    </section>
  );
}

function Target({ target, isOpen }: { readonly target: TargetReport; readonly isOpen: boolean }) {
  const { verdict, endpoints, checkpoint } = target;
  return (
    <details className="target" open={isOpen}>
      <summary id={`target-${checkpoint}`}>
        <h3>{checkpoint}</h3> <VerdictBadge value={verdict.value} />
      </summary>
      <p>{verdict.sentence}</p>
      <ul className="muted">
        {verdict.reasons.map(({ code, detail }) => (
          <li key={code + detail}>{detail}</li>
        ))}
        <li>
          Forget score <ForgetScore of={verdict.forgetScore} />. Smallest detectable leak{' '}
          {verdict.minimumDetectableLeak === null ? 'not measured' : percent(verdict.minimumDetectableLeak)}; power at
          the margin {verdict.power === null ? 'not measured' : percent(verdict.power)}.
        </li>
      </ul>
      <Tiers target={target} />
      <Replies target={target} />
      <Table
        caption="Endpoints, confirmatory first, then worst first. Leak: target minus the highest control, in points."
        head={['endpoint', 'recovery', 'leak beyond control', 'highest control', 'adjusted p', 'bound', 'verdict']}
        rows={endpoints.map((endpoint) => [
          <EndpointName key="name" endpoint={endpoint} />,
          <Rate key="target" of={endpoint.target} />,
          <span key="leak" className="with-bar">
            <Difference of={endpoint.leak} />
            <IntervalBar of={endpoint.leak} scale={[-0.2, 1]} lines={[verdict.margin]} tone={toneOf(endpoint)} />
          </span>,
          endpoint.bindingControl ?? 'none',
          writeP(endpoint.pAdjusted),
          endpoint.bound === null ? 'not measured' : percent(endpoint.bound),
          endpoint.isLeak ? 'leak' : endpoint.isBelowMargin ? 'below margin' : 'open',
        ])}
      />
      <Attributes target={target} />
      <details className="deep">
        <summary>Every control of every endpoint, training people, permuted answers, seeds, flags</summary>
        {endpoints.map((endpoint) => (
          <EndpointDetails key={endpoint.id} endpoint={endpoint} />
        ))}
      </details>
    </details>
  );
}

const toneOf = ({ isLeak, isBelowMargin }: Endpoint) =>
  isLeak ? 'leak' : isBelowMargin ? 'no-leak-above-bound' : 'inconclusive';

function EndpointName({ endpoint }: { readonly endpoint: Endpoint }) {
  return (
    <>
      {endpointWords(endpoint)}
      {endpoint.purpose !== 'confirmatory' && <span className="muted"> {endpoint.purpose}</span>}
    </>
  );
}

/** Forgotten, refused and broken, told apart. */
function Replies({ target: { clean } }: { readonly target: TargetReport }) {
  const row = (people: string, replies: PlainReplies) => [
    people,
    replies.manner ? mannerWords[replies.manner] : 'not asked',
    ...[replies.correct, replies.refused, replies.wrong, replies.unparsable, replies.gibberish].map((metric, index) => (
      <Rate key={index} of={metric} />
    )),
  ];
  return (
    <Table
      caption="Asked plainly and freely on clean images"
      head={['people', 'mostly', 'right', 'refused', 'wrong value', 'unparsable', 'of these gibberish']}
      rows={[row('forget', clean.forgetReplies), row('retain', clean.retainReplies)]}
    />
  );
}

function EndpointDetails({ endpoint }: { readonly endpoint: Endpoint }) {
  const flags = [...endpoint.health, ...endpoint.controlHealth];
  return (
    <>
      <Table
        caption={`${endpoint.id}: target minus control, paired by person`}
        head={['control', 'from', 'recovery', 'target minus control', 'p', 'exceeded']}
        rows={endpoint.comparisons.map((comparison) => [
          `${comparison.control} (${comparison.kind})`,
          comparison.name,
          <Rate key="recovery" of={comparison.recovery} />,
          <Difference key="difference" of={comparison.difference} />,
          writeP(comparison.p),
          comparison.exceeded ? 'yes' : 'no',
        ])}
      />
      <p className="muted">
        Training people <Rate of={endpoint.train} /> · permuted answers, scored on the true ones{' '}
        <Rate of={endpoint.permuted} /> · original <Rate of={endpoint.original} /> · exact replies{' '}
        <Rate of={endpoint.rates.exact} />
        {endpoint.seeds.length > 1 &&
          ` · by seed ${endpoint.seeds.map(({ seed, recovery }) => `${seed}: ${percent(recovery)}`).join(', ')}`}
        {flags.length > 0 && ` · raised flags: ${flags.map(({ flag, detail }) => `${flag} (${detail})`).join('; ')}`}
      </p>
    </>
  );
}
