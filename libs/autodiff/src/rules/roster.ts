/**
 * Every operator's gradient: a rule, a known zero, or blocked with the reason. An operator that is not here
 * has no rule yet. The suite demands a gradient-check case for every rule.
 */
import { operatorKey, type Node, type Op } from '@palimpsest/onnx';
import { notDifferentiable, zeroGradient, type RuleEntry } from '../vjp.js';
import * as activation from './activation.js';
import * as convolution from './convolution.js';
import { Einsum } from './einsum.js';
import * as elementwise from './elementwise.js';
import * as indexing from './indexing.js';
import * as linalg from './linalg.js';
import * as losses from './losses.js';
import * as maxPooling from './max-pooling.js';
import * as movement from './movement.js';
import * as normalization from './normalization.js';
import * as quantization from './quantization.js';
import * as rectifier from './rectifier.js';
import * as reduction from './reduction.js';
import { Resize } from './resize.js';
import * as scattering from './scattering.js';
import * as statisticsNormalization from './statistics-normalization.js';
import * as trigonometry from './trigonometry.js';

const { MicrosoftGelu, FastGelu, BiasGelu, QuickGelu, ...activations } = activation;
const { FusedMatMul, ...products } = linalg;

const integers = zeroGradient('its result is an integer');
const truth = zeroGradient('its result is true or false');
const steps = zeroGradient('piecewise constant');
const apart = zeroGradient('its result depends on the shape of its input only');
const unseen = notDifferentiable('the shape of its result depends on the data');

export const rules: Readonly<Partial<Record<Op, RuleEntry>>> = {
  ...elementwise,
  ...trigonometry,
  ...activations,
  ...rectifier,
  ...products,
  ...reduction,
  ...movement,
  ...indexing,
  ...scattering,
  ...normalization,
  ...statisticsNormalization,
  ...convolution,
  ...maxPooling,
  ...losses,
  Einsum,
  Resize,
  ...quantization,
  'com.microsoft.Gelu': MicrosoftGelu,
  'com.microsoft.FastGelu': FastGelu,
  'com.microsoft.BiasGelu': BiasGelu,
  'com.microsoft.QuickGelu': QuickGelu,
  'com.microsoft.FusedMatMul': FusedMatMul,
  ArgMax: integers,
  ArgMin: integers,
  BitShift: integers,
  BitwiseAnd: integers,
  BitwiseNot: integers,
  BitwiseOr: integers,
  BitwiseXor: integers,
  Shape: integers,
  Size: integers,
  Equal: truth,
  Greater: truth,
  GreaterOrEqual: truth,
  Less: truth,
  LessOrEqual: truth,
  IsNaN: truth,
  IsInf: truth,
  And: truth,
  Or: truth,
  Xor: truth,
  Not: truth,
  Sign: steps,
  Floor: steps,
  Ceil: steps,
  Round: steps,
  Hardmax: steps,
  Bernoulli: zeroGradient('its result is drawn'),
  EyeLike: apart,
  RandomNormalLike: apart,
  RandomUniformLike: apart,
  Constant: zeroGradient('it has no input'),
  OneHot: integers,
  ConstantOfShape: integers,
  Range: integers,
  NonZero: unseen,
};

/** Whether an input lends its type alone, so that nothing depends on it. */
export function isPassive({ opType, domain }: Node, input: number): boolean {
  return operatorKey(opType, domain) === 'CastLike' && input === 1;
}

export function ruleOf(node: Node): RuleEntry | undefined {
  return (rules as Readonly<Record<string, RuleEntry>>)[operatorKey(node.opType, node.domain)];
}
