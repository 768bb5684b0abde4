/**
 * The forecast of an audit's end, held against what units took: the plans' costs and the learning together. A trace has
 * each unit's start and end in seconds, and how far it says to be in between, in the order in which two workers take
 * them. The times are processor times, so that what else the machine did is not in them, of every unit that idk-few has
 * in a standard audit with one seed. Of other checkpoints and seeds, which do the same work, they are taken over, without
 * the defended answers that only a target gives; screening, with half of the people to be kept, is made of them too.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RemainingTime } from '../../apps/cli/src/audits/remaining-time.js';
import { progressOf } from '../../libs/audit/src/engine/progress.js';
import { unitsOf } from './planned-units.js';

interface Traced {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly told: readonly (readonly [second: number, share: number])[];
}

const traceOf = (preset: string): readonly Traced[] =>
  JSON.parse(readFileSync(new URL(`golden/${preset}-trace.json`, import.meta.url), 'utf8')) as readonly Traced[];

/** Forecasts of the end at every hundredth of an audit, in seconds from its start. */
function forecasts(preset: 'screening' | 'standard') {
  const trace = traceOf(preset);
  const { knowledge, probes } = unitsOf(preset);
  const keys = new Map([knowledge, ...probes].map(({ title, key }) => [title, key]));
  expect(trace.map(({ title }) => title).sort()).toEqual([...keys.keys()].sort());
  const keyOf = (title: string) => keys.get(title) ?? '';
  let now = 0;
  const remaining = new RemainingTime(() => 1000 * now);
  progressOf(preset, (event) => {
    if (event.type === 'audit-started' && event.work) remaining.expect(event.work);
  }).expect([knowledge, ...probes]);
  const end = Math.max(...trace.map((unit) => unit.end));
  const looks: { readonly at: number; readonly forecast: number | null }[] = [];
  const happenings = [
    ...trace.flatMap(({ title, start, end: over, told }) => [
      { at: start, rank: 1, happens: () => remaining.started(keyOf(title)) },
      ...told.map(([at, share]) => ({ at, rank: 2, happens: () => remaining.progressed(keyOf(title), share) })),
      { at: over, rank: 0, happens: () => remaining.finished(keyOf(title)) },
    ]),
    ...Array.from({ length: 99 }, (_, percent) => {
      const at = (end * (percent + 1)) / 100;
      const look = () => {
        const left = remaining.milliseconds();
        looks.push({ at, forecast: left === null ? null : at + left / 1000 });
      };
      return { at, rank: 3, happens: look };
    }),
  ].sort((one, other) => one.at - other.at || one.rank - other.rank);
  for (const { at, happens } of happenings) {
    now = at;
    happens();
  }
  return { end, looks };
}

describe.each(['standard', 'screening'] as const)('the forecast of an audit by %s', (preset) => {
  const { end, looks } = forecasts(preset);

  it('is within 25 % of the end from the first fifth on', () => {
    const errors = looks.filter(({ at }) => at >= end / 5).map(({ forecast }) => ((forecast ?? Infinity) - end) / end);
    expect(errors.length).toBeGreaterThan(75);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.25);
  });

  it('is within 10 % over the last half', () => {
    const errors = looks.filter(({ at }) => at >= end / 2).map(({ forecast }) => ((forecast ?? Infinity) - end) / end);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.1);
  });
});
