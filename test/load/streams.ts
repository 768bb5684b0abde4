/** Many clients that watch one audit while it runs: each must be told of every event. */
import { sampleRecord, type WorkUnit } from '@palimpsest/audit';
import { audits, claims, steps, type Database } from '@palimpsest/persistence';
import { eventually } from '../../libs/queue/src/testing/eventually.js';
import type { ApiClient } from '../support/api-client.js';
import { followEvents } from '../support/follow-events.js';
import { project } from '../chaos/campaign.js';

export interface StreamFigures {
  readonly clients: number;
  readonly events: number;
  /** Heard by all together; what is missing or came twice shows here. */
  readonly heard: number;
  readonly complete: number;
  /** From the last event's commit until the last client had heard it. */
  readonly lagSeconds: number;
  readonly seconds: number;
}

/** @param steps of the audit; each has ten progress events */
export async function watchTogether(client: ApiClient, database: Database, count: number): Promise<StreamFigures> {
  const record = { ...sampleRecord, id: `streams-${'0'.repeat(12)}` };
  const at = { project, audit: record.id };
  await audits(database, project).create(record, 500);
  const units = Array.from({ length: 20 }, (_, index) => unitOf(index));
  await steps(database, at).add(
    units.map((unit) => ({ unit, capability: 'cuda' as const })),
    units.length,
  );
  await audits(database, project).move(record.id, ['queued', 'running'], 'running');
  const stop = AbortSignal.timeout(300_000);
  const begun = performance.now();
  let connected = 0;
  const following = Array.from({ length: count }, () =>
    followEvents(client, `/projects/${project}/audits/${record.id}`, stop, () => (connected += 1)),
  );
  await eventually('all clients to be connected', () => connected >= count, 120);
  const board = claims(database);
  for (const unit of units) {
    const claim = await board.claim({ ...at, unit: unit.key }, 'streams', 60);
    if (typeof claim === 'string') throw new Error(`step ${unit.title}: ${claim}`);
    for (let step = 0; step < 10; step++) {
      await board.progress(claim, {
        type: 'unit-progress',
        unit: unit.key,
        title: unit.title,
        step,
        total: 10,
        message: '',
      });
    }
    await board.finish(claim, [], 1);
  }
  await audits(database, project).complete(record.id, 'inconclusive');
  const committed = performance.now();
  const followed = await Promise.all(following);
  const row = await audits(database, project).find(record.id);
  const events = row?.lastEvent ?? 0;
  const isWhole = (heard: readonly number[]) => heard.length === events && heard.every((n, index) => n === index + 1);
  return {
    ...{ clients: count, events },
    heard: followed.reduce((all, { sequences }) => all + sequences.length, 0),
    complete: followed.filter(({ sequences }) => isWhole(sequences)).length,
    lagSeconds: (performance.now() - committed) / 1000,
    seconds: (performance.now() - begun) / 1000,
  };
}

function unitOf(index: number): WorkUnit {
  const key = index.toString(16).padStart(64, '0');
  return { key, title: `unit ${index}`, cost: 1, kind: 'knowledge' } as unknown as WorkUnit;
}
