import { Rng } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { drawBatch, groupPeople } from './batches.js';

const picture = { width: 1, height: 1, data: new Uint8Array(3) };
const sample = (subject: string, imageId: string, attribute: string, image: typeof picture | null = picture) => ({
  ...{ subject, itemId: `${subject} ${attribute}`, attribute, imageId, image, question: attribute, answer: 'x' },
  choices: null,
});
const samples = ['ada', 'ben', 'cleo'].flatMap((subject) =>
  ['1', '2'].flatMap((view) =>
    ['city', 'food', 'pet'].map((attribute) => sample(subject, `${subject}-${view}`, attribute)),
  ),
);

describe('groupPeople', () => {
  it('groups by subject and image and leaves out text-only samples', () => {
    const people = groupPeople([...samples, sample('dora', '', 'city', null)]);
    expect(people.map((images) => images.map((group) => group.length))).toEqual([
      [3, 3],
      [3, 3],
      [3, 3],
    ]);
  });
});

describe('drawBatch', () => {
  const people = groupPeople(samples);

  it('takes different people, one image of each, and different questions about it', () => {
    const batch = drawBatch(people, { images: 3, questions: 3 }, new Rng(1));
    expect(new Set(batch.map(({ samples: [first] }) => first?.subject)).size).toBe(3);
    for (const { samples: asked } of batch) {
      expect(new Set(asked.map(({ imageId }) => imageId)).size).toBe(1);
      expect(new Set(asked.map(({ attribute }) => attribute)).size).toBe(3);
    }
  });

  it('repeats people evenly when there are fewer than images', () => {
    const batch = drawBatch(people, { images: 7, questions: 1 }, new Rng(2));
    const counts = new Map<string, number>();
    for (const {
      samples: [first],
    } of batch)
      counts.set(first?.subject ?? '', (counts.get(first?.subject ?? '') ?? 0) + 1);
    expect([...counts.values()].sort()).toEqual([2, 2, 3]);
  });

  it('draws the same batch from the same stream', () => {
    const size = { images: 2, questions: 2 };
    expect(drawBatch(people, size, new Rng(3))).toEqual(drawBatch(people, size, new Rng(3)));
  });

  it('refuses to draw from nobody, without naming anyone', () => {
    expect(() => drawBatch([], { images: 1, questions: 1 }, new Rng(4))).toThrow('no training subject has an image');
  });
});
