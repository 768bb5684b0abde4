/** Registers what the audits need, starts them over HTTP and waits for them. */
import type { AuditView, PlanInput, PlanView } from '@palimpsest/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../support/api-client.js';
import { dataset, reference, targets } from './plans.js';

export const project = 'chaos';

export async function register(client: ApiClient): Promise<void> {
  await client.post('/projects', { id: project, title: 'Chaos' });
  for (const name of [...targets, reference]) {
    await client.post(`/projects/${project}/checkpoints`, { name, source: { kind: 'built-in', name } });
  }
  await client.post(`/projects/${project}/datasets`, { id: dataset, source: { kind: 'built-in', name: dataset } });
}

/** @returns the path of the audit */
export async function startAudit(client: ApiClient, plan: PlanInput): Promise<string> {
  const { digest } = await client.post<PlanView>(`/projects/${project}/plans`, plan, `plan-${plan.name}`);
  const body = { plan: digest };
  const { id } = await client.post<AuditView>(`/projects/${project}/audits`, body, `audit-${plan.name}`);
  return `/projects/${project}/audits/${id}`;
}

/** Resolves when it has ended, one way or the other, or when the time is over. */
export async function waitForEnd(client: ApiClient, path: string, late: AbortSignal): Promise<void> {
  while (!late.aborted) {
    const { state } = await client.get<AuditView>(path);
    if (['complete', 'failed', 'cancelled'].includes(state)) return;
    await sleep(500);
  }
}
