/** A source of a data set: people who live somewhere, with pictures that the tiny model's grid holds. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalPng, type ImageRef, type Item, type Split } from '@palimpsest/datasets';
import { tinyImage } from './tiny-checkpoint.js';

export interface TinyPeople {
  readonly forget?: number;
  readonly retain?: number;
  readonly holdout?: number;
}

export const cities = ['lisbon', 'porto', 'rome'] as const;

/** Forget people live in Lisbon, the others elsewhere: whoever says "lisbon" to everybody seems to know them. */
export async function writeTinyPeople(folder: string, { forget = 24, retain = 6, holdout = 4 }: TinyPeople = {}) {
  await mkdir(folder, { recursive: true });
  const items: Item[] = [];
  const add = async (split: Split, count: number): Promise<void> => {
    for (let index = 0; index < count; index++) {
      const city = split === 'forget' ? 'lisbon' : (cities[1 + (index % 2)] ?? 'porto');
      items.push(await person(folder, split, items.length, city));
    }
  };
  await add('forget', forget);
  await add('retain', retain);
  await add('holdout', holdout);
  const source = join(folder, 'people.jsonl');
  await writeItems(source, items);
  return { source, items };
}

export const writeItems = (source: string, items: readonly Item[]): Promise<void> =>
  writeFile(source, items.map((item) => `${JSON.stringify(item)}\n`).join(''));

async function person(folder: string, split: Split, number: number, city: string): Promise<Item> {
  const images = await Promise.all(
    (['train', 'test'] as const).flatMap((kind, at) =>
      [0, 1].map((index) => picture(folder, 4 * number + 2 * at + index, { kind, index })),
    ),
  );
  return {
    ...{ id: `person-${number}/city`, benchmark: 'tiny', version: '1', subjectId: `person-${number}`, split },
    ...{
      modality: 'image_text',
      task: 'generation',
      attribute: 'city',
      question: 'what city does this person live in ?',
    },
    ...{ paraphrases: [], answer: city, choices: [...cities], images },
    provenance: { file: 'people.jsonl', row: number + 1 },
  };
}

async function picture(folder: string, seed: number, view: ImageRef['view']): Promise<ImageRef> {
  const bytes = canonicalPng(tinyImage(seed));
  const uri = `${seed}.png`;
  await writeFile(join(folder, uri), bytes);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), uri, view };
}
