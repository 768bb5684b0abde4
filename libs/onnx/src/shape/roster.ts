/**
 * The shape table, total over the operators we know: adding one to `Op` does not compile until its rule is here.
 * A rule is one exported function in the file of its kind.
 */
import { attention, microsoftAttention } from './attention.js';
import { convolution } from './convolution.js';
import { elementwise, microsoftActivations } from './elementwise.js';
import { generation } from './generation.js';
import { indexing } from './indexing.js';
import { linear, microsoftLinear } from './linear.js';
import { movement } from './movement.js';
import { microsoftNormalization, normalization } from './normalization.js';
import type { Op } from './operator.js';
import { operatorKey } from './operator.js';
import { microsoftQuantization, quantization } from './quantization.js';
import { reduction } from './reduction.js';
import type { ShapeRule } from './shape-rule.js';

export const shapeRules: { readonly [K in Op]: ShapeRule } = {
  ...elementwise,
  ...linear,
  ...movement,
  ...indexing,
  ...generation,
  ...reduction,
  ...normalization,
  ...convolution,
  ...quantization,
  ...attention,
  ...microsoftActivations,
  ...microsoftAttention,
  ...microsoftLinear,
  ...microsoftNormalization,
  ...microsoftQuantization,
};

/** The rule of an operator, or undefined when nobody knows it. */
export function shapeRuleOf(opType: string, domain: string): ShapeRule | undefined {
  const key = operatorKey(opType, domain);
  return isOp(key) ? shapeRules[key] : undefined;
}

export function isOp(key: string): key is Op {
  return Object.hasOwn(shapeRules, key);
}

/** All operator keys we know, sorted. */
export const knownOperators: readonly Op[] = Object.keys(shapeRules).filter(isOp).sort();
