/**
 * The generated people as a data set. Drawings come from the pool's sheet, views are computed when asked for, and
 * each is held to the digest that ships beside the sheet. Nobody in it exists.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { datasetDigest } from '../dataset-digest.js';
import type { Dataset } from '../dataset.js';
import { imageDigest } from '../image/canonical-png.js';
import { decodeImage, encodePng } from '../image/codec.js';
import type { RgbImage } from '../image/rgb-image.js';
import type { ImageRef, Split } from '../item.js';
import { itemsAbout } from './people-items.js';
import { population, peopleCount, viewsOf, viewStream, type PeoplePool } from './population.js';
import { portraitSheet, readPortraitSheet, type Portrait } from './portrait.js';
import { renderView } from './view.js';

/** Where the sheets of the shipped pools lie. */
export const shippedPortraits = fileURLToPath(new URL('../../portraits/', import.meta.url));

export class PeopleError extends Error {
  override readonly name = 'PeopleError';
}

interface View {
  readonly person: number;
  readonly subjectId: string;
  readonly kind: 'train' | 'test';
  readonly index: number;
}

/**
 * @param folder holds `<pool>.png` and `<pool>.sha256`, as `peopleFiles` leaves them
 * @throws PeopleError when a file is missing or a picture is not what its digest says
 */
export async function openPeople(pool: PeoplePool, folder: string = shippedPortraits): Promise<Dataset> {
  const read = (name: string) =>
    readFile(join(folder, name)).catch((cause: unknown) => {
      throw new PeopleError(`${folder} has no ${name}: build the pool with npm run zoo:build`, { cause });
    });
  const portraits = readPortraitSheet(
    await decodeImage(await read(`${pool}.png`), `The sheet ${pool}.png`),
    peopleCount,
  );
  const digests = await read(`${pool}.sha256`);
  const views = viewsInOrder(pool);
  if (digests.length !== 32 * views.length)
    throw new PeopleError(`${pool}.sha256 holds no ${views.length} digests: build the pool again`);
  const refs = views.map((view, i): ImageRef => ({
    sha256: digests.subarray(32 * i, 32 * (i + 1)).toString('hex'),
    uri: `generated:${view.subjectId}/${view.kind}/${view.index}`,
    view: { kind: view.kind, index: view.index },
  }));
  return new PeopleDataset(pool, portraits, views, refs);
}

/** The files of a pool by name: the sheet of its drawings and the digests of all views, 32 bytes each. */
export async function peopleFiles(
  pool: PeoplePool,
  portraits: readonly Portrait[],
): Promise<Readonly<Record<string, Uint8Array>>> {
  if (portraits.length !== peopleCount)
    throw new PeopleError(`A pool has ${peopleCount} people; got ${portraits.length} portraits`);
  const digests = viewsInOrder(pool).map((view) => {
    const picture = render(pool, portraits, view);
    return Buffer.from(imageDigest(picture), 'hex');
  });
  return { [`${pool}.png`]: await encodePng(portraitSheet(portraits)), [`${pool}.sha256`]: Buffer.concat(digests) };
}

function viewsInOrder(pool: PeoplePool): readonly View[] {
  return population(pool).flatMap(({ index: person, subjectId }) =>
    (['train', 'test'] as const).flatMap((kind) =>
      Array.from({ length: viewsOf[kind] }, (_, index): View => ({ person, subjectId, kind, index })),
    ),
  );
}

function render(pool: PeoplePool, portraits: readonly Portrait[], { person, subjectId, kind, index }: View): RgbImage {
  return renderView(portraits[person] as Portrait, viewStream(pool, subjectId, kind, index)); // as many as people
}

class PeopleDataset implements Dataset {
  readonly id: string;
  readonly digest: string;
  readonly items;
  readonly #byDigest: ReadonlyMap<string, View>;
  readonly #pictures = new Map<string, Promise<RgbImage>>();

  constructor(
    readonly pool: PeoplePool,
    readonly portraits: readonly Portrait[],
    views: readonly View[],
    refs: readonly ImageRef[],
  ) {
    this.id = `people-${pool}`;
    this.#byDigest = new Map(views.map((view, i) => [refs[i]?.sha256 ?? '', view]));
    this.items = population(pool).flatMap((person) =>
      itemsAbout(
        pool,
        person,
        refs.filter((_, i) => views[i]?.person === person.index),
      ),
    );
    this.digest = datasetDigest(this.items);
  }

  subjects(split: Split): readonly string[] {
    return [...new Set(this.items.filter((item) => item.split === split).map((item) => item.subjectId))];
  }

  loadImage(ref: ImageRef): Promise<RgbImage> {
    const known = this.#pictures.get(ref.sha256);
    if (known) return known;
    const picture = Promise.resolve().then(() => this.#render(ref));
    this.#pictures.set(ref.sha256, picture);
    return picture;
  }

  #render(ref: ImageRef): RgbImage {
    const view = this.#byDigest.get(ref.sha256);
    if (!view)
      throw new PeopleError(`${this.id} has no picture ${ref.sha256.slice(0, 12)}: it belongs to another data set`);
    const picture = render(this.pool, this.portraits, view);
    if (imageDigest(picture) !== ref.sha256)
      throw new PeopleError(
        `Picture ${ref.sha256.slice(0, 12)} of ${this.id} came out differently: the sheet was changed`,
      );
    return picture;
  }
}
