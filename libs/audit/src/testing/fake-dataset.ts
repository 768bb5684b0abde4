/**
 * Sixty invented people with two attributes and 2×2 pixel portraits, for tests of the audit itself. The first
 * pixel's red channel says who it is; the other pixels are mid-grey.
 */
import type { Dataset, Item, RgbImage } from '@palimpsest/datasets';
import { sha256 } from '../engine/digest.js';

export interface FakePerson {
  readonly id: string;
  readonly number: number;
  readonly split: 'forget' | 'retain' | 'holdout';
  readonly values: Readonly<Record<string, string>>;
}

const words = (stem: string) => Array.from({ length: 16 }, (_, index) => `${stem}${String.fromCharCode(97 + index)}`);
export const valuesOf: Readonly<Record<string, readonly string[]>> = { city: words('town'), pet: words('beast') };

const FORGET = 40;

/** 40 to forget, 20 to keep. */
export const people: readonly FakePerson[] = Array.from({ length: 60 }, (_, number) =>
  person(number, number < FORGET ? 'forget' : 'retain'),
);

/** Three more, whom no model knows. */
export const strangers: readonly FakePerson[] = [60, 61, 62].map((number) => person(number, 'holdout'));

function person(number: number, split: FakePerson['split']): FakePerson {
  return {
    id: `person-${number}`,
    number,
    split,
    values: Object.fromEntries(
      Object.entries(valuesOf).map(([attribute, values]) => {
        const at = Number.parseInt(sha256(`${attribute} of ${number}`).slice(0, 8), 16) % values.length;
        return [attribute, values[at] ?? ''];
      }),
    ),
  };
}

/** Who is on the image. Perturbations up to one level in the first channel do not matter. */
export function personOn(image: RgbImage | null): FakePerson | undefined {
  return image ? people[Math.round(((image.data[0] ?? 0) - 4) / 4)] : undefined;
}

/** Portrait of a person; views differ in the green channel of the first pixel. */
function portrait(number: number, view: number): RgbImage {
  const data = new Uint8Array(12).fill(128);
  data[0] = 4 * number + 4;
  data[1] = view;
  return { width: 2, height: 2, data };
}

const views = [
  { kind: 'train', index: 0 },
  { kind: 'train', index: 1 },
  { kind: 'test', index: 0 },
  { kind: 'test', index: 1 },
] as const;

export function fakeDataset(chosen: readonly FakePerson[] = people): Dataset {
  const portraits = new Map<string, RgbImage>();
  const items = chosen.flatMap((person) => {
    const images = views.map((view, index) => {
      const image = portrait(person.number, index);
      const digest = sha256(image.data);
      portraits.set(digest, image);
      return { sha256: digest, uri: `memory:${digest}`, view };
    });
    return Object.entries(person.values).flatMap(([attribute, answer]) =>
      (['generation', 'cloze'] as const).map((task): Item => ({
        id: `${person.id}-${attribute}-${task}`,
        benchmark: 'fake',
        version: '1',
        subjectId: person.id,
        split: person.split,
        modality: 'image_text',
        task,
        attribute,
        question: task === 'cloze' ? `This person's ${attribute} is [Blank].` : `What is this person's ${attribute}?`,
        paraphrases: [],
        answer,
        choices: valuesOf[attribute] ?? [],
        images,
        provenance: { file: 'memory', row: person.number },
      })),
    );
  });
  return {
    id: 'people',
    digest: sha256(JSON.stringify(items)),
    items,
    subjects: (split: string) => [
      ...new Set(items.filter((item) => item.split === split).map((item) => item.subjectId)),
    ],
    loadImage: (ref) => {
      const image = portraits.get(ref.sha256);
      return image ? Promise.resolve(image) : Promise.reject(new Error(`no image ${ref.sha256}`));
    },
  };
}
