/** A stored audit for people, or its whole report model as JSON. */
import pc from 'picocolors';
import type { Endpoint, Report, TargetReport } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { intervalText, metricText, percent } from '../output/words.js';
import { auditDesk } from './desk.js';
import { verdictLines, verdictText } from './verdict-text.js';

/** @throws AuditInputError or ProblemError when there is no such audit */
export async function showAudit(id: string, invocation: Invocation): Promise<void> {
  const { report, units, resume } = await (await auditDesk(invocation)).show(id);
  const isFinished = units.finished === units.planned;
  const state = isFinished ? [] : [`Unfinished: ${units.finished} of ${units.planned} units. Go on with ${resume}`];
  await emit(invocation.options.json, report, () => [...state, ...describe(report)].join('\n'));
}

function describe(report: Report): readonly string[] {
  const { identity, scope, targets, notMeasured } = report;
  return [
    ...verdictLines(report),
    '',
    `${identity.audit} · data set ${identity.dataset.id} · ${scope.subjects.eligible} of ${scope.subjects.forget} people count`,
    ...targets.flatMap((target) => ['', ...describeTarget(target)]),
    '',
    `Not measured (${notMeasured.length}):`,
    ...notMeasured.map(({ what, reason }) => `  ${what}: ${reason}`),
  ];
}

function describeTarget({ checkpoint, verdict, endpoints, clean }: TargetReport): readonly string[] {
  const known = `clean images: forget ${metricText(clean.forget)}, retain ${metricText(clean.retain)}`;
  const reasons = verdict.reasons.map(({ detail }) => `  ${detail}`);
  const tiers = verdict.tiers.map(({ tier, value }) => `${tier} ${value ? verdictText(value) : 'not tested'}`);
  const byTier = tiers.length > 0 ? [`  tiers: ${tiers.join(', ')}`] : [];
  return [pc.bold(checkpoint), `  ${known}`, ...reasons, ...byTier, columns([heading, ...endpoints.map(row)])];
}

const heading = ['  endpoint', 'recovery', 'leak beyond control', 'control', 'bound', 'health'];

function row({ id, target, leak, bindingControl, bound, health, isLeak }: Endpoint): readonly string[] {
  return [
    `  ${isLeak ? pc.red(id) : id}`,
    intervalText(target),
    intervalText(leak),
    bindingControl ?? '–',
    bound === null ? '–' : percent(bound),
    health.length === 0 ? 'ok' : [...new Set(health.map(({ flag }) => flag))].join(', '),
  ];
}
