/**
 * SARIF 2.1.0 (OASIS), for whatever shows results of scanners beside code: a rule per probe, a result per endpoint that
 * is a leak, one per target that is inconclusive, and one of kind `pass` per target that passed. Instruments of a filing
 * are taxonomies.
 */
import type { Endpoint, Filing, Report, TargetReport } from '@palimpsest/contracts';
import type { Log, ReportingDescriptor, Result, ToolComponent } from 'sarif';
import { leakText } from './junit.js';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export function renderSarif(report: Report): string {
  const { identity, scope, targets, filing } = report;
  const probes = new Map(scope.plugins.filter(({ kind }) => kind === 'probe').map((probe) => [probe.label, probe]));
  const asked = new Set([...probes.keys(), ...targets.flatMap(({ endpoints }) => endpoints.map(({ probe }) => probe))]);
  const rules = [...[...asked].map((label) => ruleOf(label, probes.get(label))), verdictRule];
  const log: Log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Palimpsest', semanticVersion: identity.engine, rules } },
        ...(filing && { taxonomies: taxonomiesOf(filing) }),
        automationDetails: { id: `${report.title}/${identity.audit}` },
        results: targets.flatMap((target) => resultsOf(report, target)),
        properties: { plan: identity.plan, dataset: identity.dataset.digest, findings: identity.findings },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const verdictRule: ReportingDescriptor = {
  id: 'verdict',
  shortDescription: { text: 'The verdict on a checkpoint by the policy of the plan' },
};

/** An instrument as a taxonomy; what the filing says of a requirement stands in its properties. */
function taxonomiesOf({ rows, sources, profile }: Filing): ToolComponent[] {
  return [...new Set(rows.map(({ instrument }) => instrument))].map((instrument) => ({
    name: instrument,
    ...informationOf(sources.find((source) => source.instrument === instrument)),
    taxa: rows
      .filter((row) => row.instrument === instrument)
      .map(({ requirement, reference, asks, state, confidence, cannotShow }) => ({
        ...{ id: requirement, name: reference, shortDescription: { text: asks } },
        properties: { profile: profile.id, view: profile.view, state, confidence, cannotShow },
      })),
  }));
}

const informationOf = (source: Filing['sources'][number] | undefined) =>
  source && { fullName: source.title, informationUri: source.where };

function ruleOf(id: string, probe: Report['scope']['plugins'][number] | undefined): ReportingDescriptor {
  if (!probe) return { id };
  const { title, goal, reference } = probe;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `This probe tries to ${goal}.` },
    help: { text: reference },
  };
}

function resultsOf({ identity }: Report, { checkpoint, verdict, endpoints }: TargetReport): Result[] {
  const digest = identity.checkpoints.find(({ name }) => name === checkpoint)?.digest ?? '';
  const common = (what: string) => ({
    locations: [{ logicalLocations: [{ name: checkpoint, fullyQualifiedName: digest, kind: 'module' }] }],
    partialFingerprints: { 'palimpsest/v1': `${identity.plan}:${digest}:${what}` },
  });
  const leaks = endpoints
    .filter(({ purpose, isLeak }) => purpose === 'confirmatory' && isLeak)
    .map((endpoint: Endpoint): Result => ({
      ruleId: endpoint.probe,
      level: 'error',
      message: { text: `${checkpoint}: ${endpoint.id}: ${leakText(endpoint)}` },
      ...common(endpoint.id),
      properties: { leak: endpoint.leak, pAdjusted: endpoint.pAdjusted, bindingControl: endpoint.bindingControl },
    }));
  if (leaks.length > 0) return leaks;
  const passed = verdict.value === 'no-leak-above-bound';
  const rest: Result = { ruleId: 'verdict', message: { text: verdict.sentence }, ...common('verdict') };
  return [passed ? { ...rest, kind: 'pass', level: 'none' } : { ...rest, kind: 'open', level: 'warning' }];
}
