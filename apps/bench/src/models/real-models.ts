/**
 * Models of published sizes, timed with --real: random weights from a seed, saved by transformers, exported by
 * apps/exporter. Their configurations, with sources, are in python/real_model.py.
 */
export const realModelNames = ['smolvlm-256m', 'llava-900m'] as const;
export type RealModelName = (typeof realModelNames)[number];

interface RealModel {
  readonly imageSize: number;
  /** Words w0, w1, … of its tokenizer; marks and roles come before them. */
  readonly words: number;
}

const marksAndRoles = 10;

export const realModels: Readonly<Record<RealModelName, RealModel>> = {
  'smolvlm-256m': { imageSize: 512, words: 49280 - marksAndRoles },
  'llava-900m': { imageSize: 384, words: 151936 - marksAndRoles },
};

export const isReal = (name: string): name is RealModelName => name in realModels;
