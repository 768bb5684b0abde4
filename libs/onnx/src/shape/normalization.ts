/** Shape rules of normalizations, including the optional statistics outputs. */
import type { Shape } from '../graph/value.js';
import { broadcastShapes } from './broadcast.js';
import { dimAt, normalAxis, unifyDims } from './shape-rule.js';
import type { ShapeContext, ShapeRule, TypedShape } from './shape-rule.js';

/** Y, Mean, InvStdDev; the statistics are float32 whatever the input (stash_type 1). */
const LayerNormalization: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const statistics = { dtype: 'float32', shape: statisticsShape(c) } as const;
  checkScale(c, 1);
  if (c.optional(2)) checkScale(c, 2);
  return outputs(c, [{ dtype, shape }, statistics, statistics]);
};

/** x / √(mean(x²) + ε) · scale; Y and InvStdDev. */
const SimplifiedLayerNormalization: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  checkScale(c, 1);
  return outputs(c, [
    { dtype, shape },
    { dtype: 'float32', shape: statisticsShape(c) },
  ]);
};

const RMSNormalization: ShapeRule = (c) => {
  checkScale(c, 1);
  statisticsShape(c);
  return [{ dtype: c.input(0).dtype, shape: c.input(0).shape }];
};

function statisticsShape(c: ShapeContext): Shape {
  const { shape } = c.input(0);
  const axis = normalAxis(c, c.int('axis', -1), shape.length);
  return shape.map((dim, i) => (i >= axis ? 1 : dim));
}

function checkScale(c: ShapeContext, index: number): void {
  const { shape } = c.input(0);
  const fits = broadcastShapes(shape, c.input(index).shape);
  if (
    fits?.length !== shape.length ||
    fits.some((dim, i) => typeof dim === 'number' && dim !== shape[i] && typeof shape[i] === 'number')
  ) {
    c.fail(`input ${index} does not broadcast to the first`);
  }
}

function outputs(c: ShapeContext, all: readonly TypedShape[]): readonly TypedShape[] {
  return all.slice(0, c.outputCount);
}

/** Inference form: per-channel scale, bias, mean, variance. */
const BatchNormalization: ShapeRule = (c) => {
  if (c.int('training_mode', 0) === 1) c.fail('training_mode is not supported: export the model for inference');
  return perChannel(c, [1, 2, 3, 4]);
};

const InstanceNormalization: ShapeRule = (c) => perChannel(c, [1, 2]);
const GroupNormalization: ShapeRule = (c) => perChannel(c, []);

function perChannel(c: ShapeContext, vectors: readonly number[]): readonly TypedShape[] {
  const { dtype, shape } = c.input(0);
  if (shape.length < 2) c.fail('takes [batch, channels, …]');
  for (const index of vectors) {
    const vector = c.input(index).shape;
    if (vector.length !== 1) c.fail(`input ${index} must be one number per channel`);
    unifyDims(c, dimAt(vector, 0), dimAt(shape, 1), 'channels');
  }
  return [{ dtype, shape }];
}

const LpNormalization: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  normalAxis(c, c.int('axis', -1), shape.length);
  return [{ dtype, shape }];
};

/** Over `axes`, all but the channels unless given. */
const MeanVarianceNormalization: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  for (const axis of c.ints('axes') ?? [0, 2, 3]) normalAxis(c, axis, shape.length);
  return [{ dtype, shape }];
};

/** x + skip (+ bias), normalized; output 3 is the sum itself. */
const SkipNormalization: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const statistics = { dtype: 'float32', shape: shape.with(-1, 1) } as const;
  return outputs(c, [{ dtype, shape }, statistics, statistics, { dtype, shape }]);
};

export const normalization = {
  ...{ LayerNormalization, SimplifiedLayerNormalization, RMSNormalization },
  ...{ BatchNormalization, InstanceNormalization, GroupNormalization, LpNormalization, MeanVarianceNormalization },
} satisfies Record<string, ShapeRule>;

export const microsoftNormalization = {
  'com.microsoft.SkipLayerNormalization': SkipNormalization,
  'com.microsoft.SkipSimplifiedLayerNormalization': SkipNormalization,
} satisfies Record<string, ShapeRule>;
