/** What became of an audit, as far as anybody can see it through the API. */
import { canonicalJson, type AuditView, type Finding, type Json, type StepView } from '@palimpsest/contracts';
import type { ApiClient } from '../support/api-client.js';
import { followEvents } from '../support/follow-events.js';

export interface Outcome {
  readonly state: string;
  readonly failure: string | null;
  readonly verdict: string | null;
  /** By state. */
  readonly steps: Readonly<Record<string, number>>;
  readonly claims: number;
  /** Canonical JSON of each, in the order of the plan. */
  readonly findings: readonly string[];
  /** Of events as they are replayed from the first. */
  readonly sequences: readonly number[];
}

export async function outcomeOf(client: ApiClient, path: string): Promise<Outcome> {
  const { state, failure, verdict } = await client.get<AuditView>(path);
  const steps = await client.all<StepView>(`${path}/steps`);
  const findings = await client.all<Finding>(`${path}/findings`);
  const { sequences } = await followEvents(client, path, AbortSignal.timeout(60_000));
  const byState: Record<string, number> = {};
  for (const step of steps) byState[step.state] = (byState[step.state] ?? 0) + 1;
  return {
    ...{ state, failure, verdict, steps: byState, sequences },
    claims: steps.reduce((sum, { attempts }) => sum + attempts, 0),
    findings: findings.map((finding) => canonicalJson(finding as unknown as Json)),
  };
}

/** In what the disturbed audit is not what it is when nothing disturbs it; empty when nothing is lost or duplicated. */
export function differences(name: string, calm: Outcome | undefined, outcome: Outcome): readonly string[] {
  const found: string[] = [];
  if (!calm) return [`${name}: it has no undisturbed twin`];
  if (outcome.state !== 'complete') found.push(`${name}: ${outcome.state}, ${outcome.failure ?? 'no reason given'}`);
  if (outcome.verdict !== calm.verdict) found.push(`${name}: verdict ${outcome.verdict}, undisturbed ${calm.verdict}`);
  if (canonicalJson(outcome.steps) !== canonicalJson(calm.steps))
    found.push(`${name}: steps ${JSON.stringify(outcome.steps)}`);
  const [once, all] = [new Set(outcome.findings), outcome.findings.length];
  if (once.size !== all) found.push(`${name}: ${all - once.size} findings twice`);
  if (outcome.findings.join('\n') !== calm.findings.join('\n')) {
    const lost = calm.findings.filter((finding) => !once.has(finding)).length;
    found.push(`${name}: findings differ: ${lost} of ${calm.findings.length} are not there, ${all} are`);
  }
  const gap = outcome.sequences.findIndex((sequence, index) => sequence !== index + 1);
  if (gap >= 0) found.push(`${name}: event ${gap + 1} is numbered ${outcome.sequences[gap]}`);
  return found;
}
