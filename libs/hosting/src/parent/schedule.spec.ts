import { describe, expect, it } from 'vitest';
import type { UnitJob } from '@palimpsest/audit';
import { Schedule } from './schedule.js';

const job = (checkpoint: string, cost: number) =>
  ({ unit: { title: `${checkpoint} ${cost}`, checkpoint: { name: checkpoint }, cost } }) as unknown as UnitJob;
const titles = (schedule: Schedule, held: string | null): readonly string[] => {
  const next = schedule.next(held);
  return next ? [next.unit.title, ...titles(schedule, next.unit.checkpoint.name)] : [];
};

describe('Schedule', () => {
  it('starts with the checkpoint that has most left and does its dearest unit first', () => {
    const schedule = new Schedule([job('a', 5), job('b', 2), job('b', 4), job('a', 3)]);
    expect(titles(schedule, null)).toEqual(['a 5', 'a 3', 'b 4', 'b 2']);
  });

  it('stays with the checkpoint that is open, as long as it has work', () => {
    const schedule = new Schedule([job('a', 5), job('b', 2)]);
    expect(titles(schedule, 'b')).toEqual(['b 2', 'a 5']);
  });

  it('hands out every job once', () => {
    const jobs = Array.from({ length: 20 }, (_, index) => job(`c${index % 3}`, index % 7));
    expect(titles(new Schedule(jobs), null)).toHaveLength(20);
  });
});
