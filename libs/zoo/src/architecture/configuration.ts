/**
 * Sizes of the reference model: LLaVA (Liu et al., arXiv 2304.08485) in small. A convolutional stem feeds a ViT,
 * 2×2 neighbouring tokens are merged and projected, and a Llama-style decoder reads them before the question.
 * The defaults make about half a million parameters.
 */
export interface ReferenceConfiguration {
  readonly vision: {
    /** Pixels on each side. */
    readonly imageSize: number;
    /** Channels after each 3×3 stride-2 convolution; the last is the token width. */
    readonly stemChannels: readonly number[];
    readonly layers: number;
    readonly heads: number;
    readonly mlpWidth: number;
    readonly layerNormEpsilon: number;
    /** Side of the square of neighbouring tokens that become one. */
    readonly merge: number;
  };
  readonly projectorWidth: number;
  readonly decoder: {
    readonly hidden: number;
    readonly layers: number;
    readonly heads: number;
    readonly keyValueHeads: number;
    readonly mlpWidth: number;
    readonly vocabulary: number;
    readonly ropeTheta: number;
    readonly rmsEpsilon: number;
  };
}

export function referenceConfiguration(vocabulary: number): ReferenceConfiguration {
  return {
    vision: {
      imageSize: 64,
      stemChannels: [24, 48, 64],
      layers: 2,
      heads: 4,
      mlpWidth: 256,
      layerNormEpsilon: 1e-5,
      merge: 2,
    },
    projectorWidth: 128,
    decoder: {
      hidden: 96,
      layers: 2,
      heads: 4,
      keyValueHeads: 2,
      mlpWidth: 256,
      vocabulary,
      ropeTheta: 10000,
      rmsEpsilon: 1e-6,
    },
  };
}

/** Width of a token of the vision tower. */
export function visionWidth({ vision }: ReferenceConfiguration): number {
  return vision.stemChannels.at(-1) ?? 0;
}

/** Tokens along one side of the tower's grid: each stem convolution halves the image. */
export function gridSide({ vision }: ReferenceConfiguration): number {
  return vision.imageSize / 2 ** vision.stemChannels.length;
}

/** Tokens the decoder sees per image. */
export function imageTokens(configuration: ReferenceConfiguration): number {
  return (gridSide(configuration) / configuration.vision.merge) ** 2;
}

export function headWidth({ decoder }: ReferenceConfiguration): number {
  return decoder.hidden / decoder.heads;
}
