/**
 * Writes screening-trace.json and standard-trace.json, what units of an audit take, for forecast.spec.ts:
 *
 *   npx tsx test/conformance/golden/make-traces.ts [screening] [standard]
 *
 * One process runs the units of one seed, of idk-few and of reference-a, and takes their processor time, so that it may
 * run beside other work, and how far each says it is in between. Other seeds and checkpoints do the same work: their times
 * are copies. Two workers take the units as those of an audit do.
 */
import { writeFileSync } from 'node:fs';
import { runAudit, type ProbeUnit, type UnitJob, type WorkUnit } from '@palimpsest/audit';
import { resolvePlan, type PresetName, type ProgressEvent } from '@palimpsest/contracts';
import { Schedule } from '../../../libs/hosting/src/parent/schedule.js';
import { openPublishedPeople, publishedPeople, shippedPorts } from '../../support/shipped-ports.js';
import { unitsOf } from '../planned-units.js';

interface Timed {
  readonly seconds: number;
  readonly told: readonly (readonly [second: number, share: number])[];
}

const targets = ['idk-few'];
const measuredControl = 'reference-a';
/** Every so much of a unit is told. */
const grain = 0.15;

/** What a unit is a copy of: another seed's, or another control's. */
const measuredAs = (title: string): string =>
  title
    .replace(/^(original|reference-refusing) · (?!what it knew)/, `${measuredControl} · `)
    .replace(/seed \d+/, 'seed 1');

async function measure(preset: PresetName): Promise<ReadonlyMap<string, Timed>> {
  const plan = resolvePlan({
    ...{ name: 'trace', preset, dataset: publishedPeople, seeds: [1] },
    checkpoints: [
      ...targets.map((name) => ({ name, role: 'target' as const })),
      { name: 'original', role: 'original' },
      { name: measuredControl, role: 'reference' },
    ],
    probes: unitsOf(preset).plan.probes.map((entry) => ({
      ...entry,
      on: (entry.on ?? ['target', 'reference', 'matched-reference']).filter((role) => role !== 'original'),
    })),
  });
  const times = new Map<string, Timed>();
  const titles = new Map<string, string>();
  let since = 0;
  let told: [number, number][] = [];
  const now = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
  const hear = (event: ProgressEvent) => {
    if (event.type === 'unit-started') {
      titles.set(event.unit, event.title);
      [since, told] = [now(), []];
    }
    if (event.type === 'unit-progress') {
      const share = Math.min(0.95, event.step / event.total);
      if (share >= (told.at(-1)?.[1] ?? 0) + grain) told.push([round(now() - since), round(share)]);
    }
    if (event.type === 'unit-finished')
      times.set(titles.get(event.unit) ?? event.title, { seconds: round(now() - since), told });
  };
  await runAudit(plan, { ...shippedPorts(await openPublishedPeople()), progress: hear });
  return times;
}

const round = (seconds: number) => Math.round(100 * seconds) / 100;

/** Units in the order in which two workers take them, each from when it is free. */
function asTaken(preset: PresetName, times: ReadonlyMap<string, Timed>) {
  const { knowledge, probes } = unitsOf(preset);
  const timeOf = ({ title }: WorkUnit) => {
    const found = times.get(measuredAs(title));
    if (!found) throw new Error(`${title} was not measured`);
    return found;
  };
  const placed = (unit: WorkUnit, start: number) => {
    const { seconds, told } = timeOf(unit);
    const at = (second: number) => round(start + second);
    return { title: unit.title, start: round(start), end: at(seconds), told: told.map(([s, share]) => [at(s), share]) };
  };
  const first = placed(knowledge, 0);
  const schedule = new Schedule(probes.map((unit: ProbeUnit) => ({ unit }) as UnitJob));
  const workers = [0, 1].map((): { free: number; held: string | null } => ({ free: first.end, held: null }));
  const trace = [first];
  for (;;) {
    const worker = workers.reduce((one, other) => (other.free < one.free ? other : one));
    const job = schedule.next(worker.held);
    if (!job) return trace;
    const row = placed(job.unit, worker.free);
    trace.push(row);
    [worker.free, worker.held] = [row.end, job.unit.checkpoint.name];
  }
}

const chosen = process.argv.slice(2);
for (const preset of ['screening', 'standard'] as const) {
  if (chosen.length > 0 && !chosen.includes(preset)) continue;
  const rows = asTaken(preset, await measure(preset)).map((row) => `  ${JSON.stringify(row)}`);
  writeFileSync(new URL(`${preset}-trace.json`, import.meta.url), `[\n${rows.join(',\n')}\n]\n`);
}
