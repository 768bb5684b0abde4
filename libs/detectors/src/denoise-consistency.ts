/**
 * `denoise-consistency` compares an image with its denoised self where the model sees it: in the space of
 * projected patch tokens. A clean image hardly moves when it is denoised, noise that steers the model does.
 * The score that SUA's alignment term is meant to evade (SCIENCE §1.2, §5.1; in the line of CIDER).
 */
import { z } from 'zod';
import { defineDetector } from '@palimpsest/audit';

export const denoiseConsistency = defineDetector({
  id: 'denoise-consistency',
  version: 1,
  title: 'Embedding change under denoising',
  goal: 'flag images whose embedding moves when they are denoised',
  reference: 'arXiv:2506.17265; CIDER, arXiv:2407.21659',
  params: z.strictObject({
    denoiser: z.string().min(1).default('dncnn').describe("label of one of the plan's defenses, or a defense id"),
  }),
  prepare: async ({ model, defenses }, { denoiser }) => {
    const defense = await defenses.prepare(denoiser);
    return {
      async score(images) {
        const before = await model.embedImages(images);
        const after = await model.embedImages(await defense.apply(images));
        return before.map((embedding, index) => 1 - cosine(embedding, after[index] ?? new Float32Array()));
      },
      close: () => Promise.resolve(), // the bench closes the denoiser
    };
  },
});

/** a·b / (|a|·|b|), in double precision; NaN when either is zero or lengths differ. */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN;
  let dot = 0;
  let aa = 0;
  let bb = 0;
  a.forEach((value, index) => {
    const other = b[index] ?? 0;
    dot += value * other;
    aa += value * value;
    bb += other * other;
  });
  return dot / Math.sqrt(aa * bb);
}
