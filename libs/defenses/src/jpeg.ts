/**
 * `jpeg` saves the image as JPEG and reads it again: what most images have been through anyway, and a
 * quantiser of exactly the high frequencies that small noise lives in. The codec is the audit's. Applied
 * statically: the attacker did not adapt to it.
 */
import { z } from 'zod';
import { defineDefense } from '@palimpsest/audit';

export const jpeg = defineDefense({
  id: 'jpeg',
  version: 1,
  title: 'JPEG compression',
  goal: 'compress the image before the model sees it',
  reference: 'docs/science.md §5.2',
  params: z.strictObject({ quality: z.int().min(1).max(100).default(75).describe('1 to 100') }),
  prepare: ({ images: codec }, { quality }) =>
    Promise.resolve({
      apply: (images) =>
        Promise.all(images.map(async (image) => codec.decode(await codec.encode(image, 'jpeg', quality)))),
      close: () => Promise.resolve(),
    }),
});
