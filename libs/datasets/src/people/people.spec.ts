import { Rng } from '@palimpsest/tensor';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePng } from '../image/codec.js';
import { item } from '../item.js';
import { attributes } from './attributes.js';
import { openPeople, peopleFiles } from './open-people.js';
import { peopleCount, peoplePools, population } from './population.js';
import { portraitSheet, portraitSide, readPortraitSheet, type Portrait } from './portrait.js';
import { renderView, viewSide } from './view.js';

/** A disc of one colour on nothing. */
function disc(seed: number): Portrait {
  const rng = new Rng(seed);
  const [red, green, blue, radius] = [rng.integer(256), rng.integer(256), rng.integer(256), 20 + rng.integer(25)];
  const opacity = new Uint8Array(portraitSide ** 2).map((_, i) => {
    const [x, y] = [(i % portraitSide) - portraitSide / 2, Math.floor(i / portraitSide) - portraitSide / 2];
    return x * x + y * y < radius * radius ? 255 : 0;
  });
  const colour = new Uint8Array(3 * opacity.length).map((_, i) =>
    opacity[Math.floor(i / 3)] ? ([red, green, blue][i % 3] ?? 0) : 0,
  );
  return { colour, opacity };
}

describe('population', () => {
  it.each(peoplePools)('deals every value of an attribute to about equally many people of each group: %s', (pool) => {
    for (const split of ['forget', 'retain'] as const) {
      const people = population(pool).filter((person) => person.split === split);
      for (const { name, values } of attributes) {
        const held = values.map((value) => people.filter(({ facts }) => facts[name] === value).length);
        expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('puts nobody in two groups and gives the pools different facts', () => {
    const [one, two] = [population('development'), population('published')];
    expect(new Set(one.map(({ subjectId }) => subjectId)).size).toBe(peopleCount);
    expect(one.map(({ facts }) => facts)).not.toEqual(two.map(({ facts }) => facts));
  });

  it('has attributes with distinct values and a low prior', () => {
    for (const { values } of attributes) {
      expect(new Set(values).size).toBe(values.length);
      expect(1 / values.length).toBeLessThan(0.05);
    }
  });
});

describe('renderView', () => {
  it('is a function of drawing and stream', () => {
    const view = (seed: number) => renderView(disc(1), new Rng(seed));
    expect(view(7)).toEqual(view(7));
    expect(view(7)).not.toEqual(view(8));
    expect([view(7).width, view(7).height]).toEqual([viewSide, viewSide]);
  });

  it('shows the drawing in front of the background', () => {
    const nothing = { colour: new Uint8Array(3 * portraitSide ** 2), opacity: new Uint8Array(portraitSide ** 2) };
    const [shown, empty] = [renderView(disc(3), new Rng(5)), renderView(nothing, new Rng(5))];
    const middle = 3 * ((viewSide / 2) * viewSide + viewSide / 2);
    expect(shown.data.slice(middle, middle + 3)).not.toEqual(empty.data.slice(middle, middle + 3));
    expect(shown.data.slice(0, 3)).toEqual(empty.data.slice(0, 3));
  });
});

describe('portraitSheet', () => {
  it('gives back the drawings', () => {
    const portraits = Array.from({ length: 11 }, (_, i) => disc(i));
    expect(readPortraitSheet(portraitSheet(portraits), 11)).toEqual(portraits);
  });

  it('is refused when it is too small', () => {
    expect(() => readPortraitSheet(portraitSheet([disc(0)]), 9)).toThrow(/9 portraits/);
  });
});

describe('openPeople', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'people-'));
    const files = await peopleFiles(
      'development',
      Array.from({ length: peopleCount }, (_, i) => disc(i)),
    );
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('gives valid items of three tasks about every attribute, nobody in two splits', async () => {
    const people = await openPeople('development', folder);
    for (const some of people.items.slice(0, 48)) expect(item.safeParse(some).success).toBe(true);
    expect(people.items).toHaveLength(peopleCount * attributes.length * 3);
    const [forget, retain, holdout] = (['forget', 'retain', 'holdout'] as const).map((split) => people.subjects(split));
    expect([forget?.length, retain?.length, holdout?.length]).toEqual([48, 80, 120]);
    expect(new Set([...(forget ?? []), ...(retain ?? []), ...(holdout ?? [])]).size).toBe(peopleCount);
  });

  it('computes the pictures that the digests promise', async () => {
    const people = await openPeople('development', folder);
    const [ref] = people.items[0]?.images ?? [];
    if (!ref) throw new Error('the first item has no picture');
    const picture = await people.loadImage(ref);
    expect([picture.width, picture.height]).toEqual([viewSide, viewSide]);
    expect(await people.loadImage(ref)).toBe(picture);
  });

  it('refuses pictures of a sheet that was changed', async () => {
    const other = await mkdtemp(join(tmpdir(), 'people-'));
    const sheet = portraitSheet(Array.from({ length: peopleCount }, (_, i) => disc(i + 1)));
    await writeFile(join(other, 'development.png'), await encodePng(sheet));
    await copyFile(join(folder, 'development.sha256'), join(other, 'development.sha256'));
    const people = await openPeople('development', other);
    const [ref] = people.items[0]?.images ?? [];
    await expect(people.loadImage(ref as never)).rejects.toThrow(/came out differently/);
    await rm(other, { recursive: true });
  });

  it('says how to get a pool that is not there', async () => {
    await expect(openPeople('published', folder)).rejects.toThrow(/no published\.png: build the pool/);
  });
});
