/**
 * Which images and questions a step sees. Drawing is stateless: step t of a seed always draws the same batch,
 * so a resumed run needs no random state and a longer run starts like a shorter one.
 */
import type { Sample } from '@palimpsest/audit';
import type { RgbImage } from '@palimpsest/datasets';
import type { Rng } from '@palimpsest/tensor';
import { AttackInputError } from './attack-input-error.js';

/** A sample that shows an image: the only kind that noise on pixels can change. */
export type ImageSample = Sample & { readonly image: RgbImage };

/** Subject → image → the questions about it. */
export type People = readonly (readonly (readonly ImageSample[])[])[];

/** One image with the questions asked about it in this step. */
export interface AskedImage {
  readonly image: RgbImage;
  readonly samples: readonly ImageSample[];
}

/** Groups samples by subject and image, in order of first appearance; text-only samples are left out. */
export function groupPeople(samples: readonly Sample[]): People {
  const subjects = new Map<string, Map<string, ImageSample[]>>();
  for (const sample of samples.filter(showsImage)) {
    const images = subjects.get(sample.subject) ?? new Map<string, ImageSample[]>();
    subjects.set(sample.subject, images);
    images.set(sample.imageId, [...(images.get(sample.imageId) ?? []), sample]);
  }
  return [...subjects.values()].map((images) => [...images.values()]);
}

export function showsImage(sample: Sample): sample is ImageSample {
  return sample.image !== null;
}

/**
 * `images` people, all different while there are enough, one image of each and `questions` questions about it;
 * questions repeat only when an image has fewer.
 * @throws AttackInputError when there is nobody
 */
export function drawBatch(
  people: People,
  size: { readonly images: number; readonly questions: number },
  rng: Rng,
): readonly AskedImage[] {
  if (people.length === 0) {
    throw new AttackInputError('no training subject has an image', 'Give the probe a forget set with images.');
  }
  return drawMany(people, size.images, rng).map((person) => {
    const samples = drawMany(rng.pick(person), size.questions, rng);
    return { image: (samples[0] as ImageSample).image, samples }; // a group has at least one sample
  });
}

/** `count` items in random order, each used ⌊count/n⌋ or ⌈count/n⌉ times. */
function drawMany<T>(items: readonly T[], count: number, rng: Rng): readonly T[] {
  const drawn: T[] = [];
  while (drawn.length < count) drawn.push(...rng.sample(items, Math.min(items.length, count - drawn.length)));
  return drawn;
}
