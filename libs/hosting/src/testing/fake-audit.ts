/** One unit of a fake audit, and the worker process over fakes that can run it. */
import { dueUnits, fakePorts, prepareAudit, type FakeBehaviour, type UnitJob } from '@palimpsest/audit';
import { resolvePlan } from '@palimpsest/contracts';
import type { WorkerEntry } from '../parent/worker-entry.js';

export interface FakeSettings {
  readonly behaviour:
    | 'answers'
    | 'takes its time'
    | 'waits once'
    | 'fails'
    | 'never wakes'
    | 'takes memory'
    | 'fills the heap'
    | 'exits'
    | 'crashes'
    | 'throws outside'
    | 'cannot open';
  /** Written when the ports are closed. */
  readonly closedFile?: string;
}

export const fakeModels: readonly FakeBehaviour[] = [
  { name: 'target', knows: () => false },
  { name: 'original', knows: () => true },
];

/** What did the original know? Asked in tens of steps. */
export async function knowledgeJob(): Promise<UnitJob> {
  const plan = resolvePlan({
    name: 'hosted',
    preset: 'demo',
    dataset: 'people',
    checkpoints: [
      { name: 'target', role: 'target' },
      { name: 'original', role: 'original' },
    ],
    probes: [],
    detectors: [],
    defenses: [],
  });
  const ports = fakePorts(fakeModels, {});
  const record = await prepareAudit({ ...plan, scoring: { ...plan.scoring, batch: 1 } }, ports);
  const [unit] = (await dueUnits(record, ports)).due;
  if (!unit) throw new Error('the fake audit has no unit');
  return { record, unit };
}

export const fakeWorker = (behaviour: FakeSettings['behaviour'], ...nodeOptions: readonly string[]): WorkerEntry => ({
  module: new URL('./fake-worker.ts', import.meta.url),
  settings: { behaviour } satisfies FakeSettings,
  execArgv: [...nodeOptions, '--import', new URL('../../../../bin/register.mjs', import.meta.url).href],
});
