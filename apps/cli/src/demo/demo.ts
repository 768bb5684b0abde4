/** The demo: one audit of the built-in zoo, from checkpoints of known truth to a report. */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runAudit } from '@palimpsest/audit';
import { readZooIndex, shippedZoo } from '@palimpsest/zoo';
import { withAuditPorts } from '../audits/audit-ports.js';
import { reportOf, reportPlaces, writeReport } from '../audits/stored-report.js';
import { parseSeeds } from '../commands/audit-options.js';
import type { DemoOptions } from '../commands/demo.js';
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { duration } from '../output/words.js';
import { storedAudits } from '../state/stored-audits.js';
import { contradictions, demoResult } from './demo-result.js';
import { demoPlan, demoTargets } from './demo-plan.js';
import { demoTable } from './demo-table.js';

export async function demo(invocation: Invocation<DemoOptions>): Promise<number> {
  const start = performance.now();
  const { options, progress } = invocation;
  const plan = demoPlan(await readZooIndex(shippedZoo), parseSeeds(options.seed));
  if (options.fresh) await forgetEarlier(options.state);
  progress.note(
    `Auditing ${demoTargets.length} checkpoints with ${plan.probes.length} probes against ${plan.checkpoints.length - demoTargets.length} more as controls.`,
  );
  const outcome = await withAuditPorts(invocation, 'demo', (ports) => runAudit(plan, ports));
  const ports = storedAudits(options.state);
  const report = await reportOf(outcome, ports, new Date());
  const files = await writeReport(report, resolve(options.output), 'report', ports);
  const seconds = (performance.now() - start) / 1000;
  await emit(options.json, demoResult(report, Math.round(10 * seconds) / 10), () =>
    [
      ...[...demoTable(report), '', `Took ${duration(1000 * seconds)}. Audit ${outcome.record.id}.`],
      ...reportPlaces(files),
    ].join('\n'),
  );
  return contradictions(report).length > 0 ? 1 : 0;
}

/** Earlier demos of this state folder; other audits stay. */
async function forgetEarlier(state: string): Promise<void> {
  const { store } = storedAudits(state);
  const earlier = (await store.records.list()).filter((id) => id.startsWith('demo-'));
  for (const id of earlier) await rm(join(state, 'audits', id), { recursive: true });
}
