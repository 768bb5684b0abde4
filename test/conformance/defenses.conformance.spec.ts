/** What every defense must do on any image: keep its size and number, repeat itself, leave the original alone. */
import { catalog } from '@palimpsest/catalog';
import { toNchw, type RgbImage } from '@palimpsest/datasets';
import { GraphBuilder } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';
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

/** More than one batch of the defenses that run as graphs. */
const images = Array.from({ length: 18 }, (_, seed) => tinyImage(seed));

describe.each(catalog.defenses.map((defense) => [defense.id, defense] as const))('%s', (_, defense) => {
  const prepare = () => defense.prepare(world.defenseContext, defense.params.parse({}));
  const applied = async (given: readonly RgbImage[]) => {
    const ready = await prepare();
    try {
      return await ready.apply(given);
    } finally {
      await ready.close();
    }
  };

  it('gives as many images, of the same size', async () => {
    const defended = await applied(images);
    expect(defended).toHaveLength(images.length);
    for (const { width, height, data } of defended) expect([width, height, data.length]).toEqual([16, 16, 768]);
    expect(await applied([])).toEqual([]);
  });

  it('gives the same bytes every time, alone or among others, and leaves the given ones alone', async () => {
    const before = images.map(({ data }) => data.slice());
    const defended = await applied(images);
    expect(await applied(images)).toEqual(defended);
    for (const at of [0, 7, 17]) expect(await applied([images[at]!])).toEqual([defended[at]]);
    expect(images.map(({ data }) => data)).toEqual(before);
  });

  it('does inside a graph what it does to images, where it can be differentiated', async () => {
    const ready = await prepare();
    if (ready.build) {
      const g = new GraphBuilder();
      const pixels = g.input('pixels', 'float32', [images.length, 3, 16, 16]);
      const built = ready.build(g, pixels);
      expect(built.shape).toEqual(pixels.shape);
      g.output(built, 'defended');
      const session = await world.defenseContext.open(g);
      const { defended } = await session.run({ pixels: tensor('float32', [images.length, 3, 16, 16], toNchw(images)) });
      await session.close();
      const expected = toNchw(await ready.apply(images));
      const worst = expected.reduce((most, x, i) => Math.max(most, Math.abs(x - Number(defended!.data[i]))), 0);
      expect(worst).toBeLessThan(0.51 / 255); // rounding to 8 bits
    }
    await ready.close();
  });

  it('closes what it opens', async () => {
    sessions.reset();
    await applied(images);
    const { opened, closed, folders } = await sessions.count();
    expect({ closed, folders }).toEqual({ closed: opened, folders: 0 });
  });
});
