/** What every detector must do on any image: one finite score each, the same every time, whoever stands beside. */
import { catalog } from '@palimpsest/catalog';
import type { RgbImage } from '@palimpsest/datasets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countSessions, type SessionCounter } from '../support/count-sessions.js';
import { tinyImage } from '../support/tiny-checkpoint.js';
import { openTinyWorld, type TinyWorld } from './tiny-world.js';

let sessions: SessionCounter;
let world: TinyWorld;
beforeAll(async () => {
  sessions = await countSessions();
  world = await openTinyWorld();
});
afterAll(async () => {
  await world.close();
  await sessions.stop();
});

const images = Array.from({ length: 18 }, (_, seed) => tinyImage(seed));

describe.each(catalog.detectors.map((detector) => [detector.id, detector] as const))('%s', (_, detector) => {
  const scored = async (given: readonly RgbImage[]) => {
    const defenses = world.defenses();
    const ready = await detector.prepare({ model: world.model, defenses }, detector.params.parse({}));
    try {
      return await ready.score(given);
    } finally {
      await ready.close();
      await defenses.close();
    }
  };

  it('gives one finite number per image', async () => {
    const scores = await scored(images);
    expect(scores).toHaveLength(images.length);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(new Set(scores).size).toBeGreaterThan(1);
    expect(await scored([])).toEqual([]);
  });

  it('gives the same scores every time, in any order, and leaves the images alone', async () => {
    const before = images.map(({ data }) => data.slice());
    const scores = await scored(images);
    expect(await scored(images)).toEqual(scores);
    (await scored(images.toReversed())).toReversed().forEach((score, at) => expect(score).toBeCloseTo(scores[at]!, 5));
    expect(images.map(({ data }) => data)).toEqual(before);
  });

  it('closes what it opens', async () => {
    await scored(images); // opens the model's own sessions
    sessions.reset();
    await scored(images);
    const { opened, closed, folders } = await sessions.count();
    expect({ closed, folders }).toEqual({ closed: opened, folders: 0 });
  });
});
