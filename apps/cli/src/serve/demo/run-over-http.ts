/** A plan about built-in checkpoints, from nothing to a finished audit, by requests alone. */
import { routes, type AuditView, type PlanInput, type ProgressEvent } from '@palimpsest/contracts';
import type { ZooIndex } from '@palimpsest/zoo';
import { UsageError } from '../../failure.js';
import type { ApiClient } from './api-client.js';
import { followAudit } from './follow-audit.js';

/** @throws UsageError when the audit fails */
export async function runOverHttp(
  client: ApiClient,
  { project, zoo, plan }: { readonly project: string; readonly zoo: ZooIndex; readonly plan: PlanInput },
  show: (event: ProgressEvent) => void,
): Promise<AuditView> {
  const start = new Date().toISOString();
  const { dataset, entries } = zoo;
  await client.call(routes.createProject, { body: { id: project, title: 'The demo' } });
  for (const { name } of entries) {
    const body = { name, source: { kind: 'built-in', name } };
    await client.call(routes.createCheckpoint, { params: { project }, body });
  }
  const people = { id: dataset.id, source: { kind: 'built-in', name: dataset.id } };
  await client.call(routes.createDataset, { params: { project }, body: people });
  const { digest } = await client.call(routes.createPlan, { params: { project }, body: plan });
  const audit = await client.call(routes.createAudit, { params: { project }, body: { plan: digest } });
  const params = { project, audit: audit.id };
  if (stopped.includes(audit.state)) await client.call(routes.resumeAudit, { params });
  const ended = await followAudit(client, params, ({ at, event }) => show(at < start ? before(event) : event));
  if (ended.state === 'complete') return ended;
  throw new UsageError(`Audit ${ended.id} is ${ended.state}: ${ended.failure ?? 'somebody stopped it'}`);
}

/** States in which an earlier run of the same audit may have left it. */
const stopped: readonly AuditView['state'][] = ['paused', 'cancelled', 'failed'];

/** What an earlier run has done says nothing about the speed of this one. */
const before = (event: ProgressEvent): ProgressEvent =>
  event.type === 'unit-finished' && event.outcome === 'done' ? { ...event, outcome: 'reused' } : event;
