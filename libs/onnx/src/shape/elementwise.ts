/** Shape rules of element-wise operators: one input, several broadcast inputs, casts. */
import { isFloat, isInteger } from '@palimpsest/tensor';
import type { DataType } from '@palimpsest/tensor';
import { dataTypeOfCode } from '../format/data-type-code.js';
import { broadcastShapes } from './broadcast.js';
import type { ShapeContext, ShapeRule } from './shape-rule.js';

type Accepts = (dtype: DataType) => boolean;

const isNumber: Accepts = (dtype) => isFloat(dtype) || isInteger(dtype);
const isBool: Accepts = (dtype) => dtype === 'bool';
const isAnything: Accepts = () => true;

/** One input of an accepted type; same shape out. */
function unary(accepts: Accepts, result?: DataType): ShapeRule {
  return (c) => {
    const x = c.input(0);
    if (!accepts(x.dtype)) c.fail(`is not defined for ${x.dtype}; cast first`);
    return [{ dtype: result ?? x.dtype, shape: x.shape }];
  };
}

/** Inputs of one accepted type, broadcast against each other. */
function broadcast(accepts: Accepts, result?: DataType): ShapeRule {
  return (c) => {
    const first = c.input(0);
    for (let i = 0; i < c.inputCount; i++) {
      const { dtype } = c.input(i);
      if (dtype !== first.dtype) c.fail(`inputs are ${first.dtype} and ${dtype}; cast one of them`);
    }
    if (!accepts(first.dtype)) c.fail(`is not defined for ${first.dtype}; cast first`);
    return [{ dtype: result ?? first.dtype, shape: broadcastOf(c, 0) }];
  };
}

function broadcastOf(c: ShapeContext, from: number): readonly (number | string)[] {
  const shapes = Array.from({ length: c.inputCount - from }, (_, i) => c.input(i + from).shape);
  return broadcastShapes(...shapes) ?? c.fail('the shapes do not broadcast');
}

/** y = x, shape kept; further inputs (bounds, ratio) are scalars. */
const Clip: ShapeRule = (c) => {
  const x = c.input(0);
  for (const bound of [c.optional(1), c.optional(2)]) {
    if (bound && bound.dtype !== x.dtype) c.fail(`bounds are ${bound.dtype}, the input is ${x.dtype}`);
    if (bound && bound.shape.length !== 0) c.fail('bounds must be scalars; use Min and Max for tensors');
  }
  return [{ dtype: x.dtype, shape: x.shape }];
};

const Cast: ShapeRule = (c) => {
  const dtype = dataTypeOfCode(c.int('to')) ?? c.fail(`attribute to = ${c.int('to')} is no supported data type`);
  return [{ dtype, shape: c.input(0).shape }];
};

const CastLike: ShapeRule = (c) => [{ dtype: c.input(1).dtype, shape: c.input(0).shape }];

const Where: ShapeRule = (c) => {
  const [condition, a, b] = [c.input(0), c.input(1), c.input(2)];
  if (condition.dtype !== 'bool') c.fail(`the condition is ${condition.dtype}, not bool`);
  if (a.dtype !== b.dtype) c.fail(`the branches are ${a.dtype} and ${b.dtype}; cast one of them`);
  return [{ dtype: a.dtype, shape: broadcastOf(c, 0) }];
};

/** The exponent may have a type of its own. */
const Pow: ShapeRule = (c) => {
  if (!isNumber(c.input(0).dtype)) c.fail(`is not defined for ${c.input(0).dtype}`);
  return [{ dtype: c.input(0).dtype, shape: broadcastOf(c, 0) }];
};

/** Inference form: the mask output, when asked for, is all true. */
const Dropout: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const outputs = [
    { dtype, shape },
    { dtype: 'bool', shape },
  ] as const;
  return outputs.slice(0, c.outputCount);
};

const float = unary(isFloat);
const number = unary(isNumber);
const arithmetic = broadcast(isNumber);
const comparison = broadcast(isNumber, 'bool');
const logical = broadcast(isBool);
const bitwise = broadcast(isInteger);

export const elementwise = {
  ...{ Abs: number, Neg: number, Sign: number, Relu: number, Identity: unary(isAnything), Not: unary(isBool) },
  ...{
    Acos: float,
    Asin: float,
    Atan: float,
    Cos: float,
    Cosh: float,
    Sin: float,
    Sinh: float,
    Tan: float,
    Tanh: float,
  },
  ...{ Acosh: float, Asinh: float, Atanh: float, Shrink: number, Swish: float },
  ...{ Ceil: float, Floor: float, Round: float, Erf: float, Exp: float, Log: float, Reciprocal: float, Sqrt: float },
  ...{ Celu: float, Elu: float, Gelu: float, HardSigmoid: float, HardSwish: float, LeakyRelu: float, Mish: float },
  ...{ Selu: float, Sigmoid: float, Softplus: float, Softsign: float, ThresholdedRelu: float },
  ...{ IsInf: unary(isFloat, 'bool'), IsNaN: unary(isFloat, 'bool'), BitwiseNot: unary(isInteger) },
  ...{ Add: arithmetic, Sub: arithmetic, Mul: arithmetic, Div: arithmetic, Mod: arithmetic, PRelu: arithmetic, Pow },
  ...{ Max: arithmetic, Min: arithmetic, Mean: broadcast(isFloat), Sum: broadcast(isFloat) },
  ...{ And: logical, Or: logical, Xor: logical, Equal: broadcast(isAnything, 'bool') },
  ...{ Greater: comparison, GreaterOrEqual: comparison, Less: comparison, LessOrEqual: comparison },
  ...{ BitShift: bitwise, BitwiseAnd: bitwise, BitwiseOr: bitwise, BitwiseXor: bitwise },
  ...{ Where, Cast, CastLike, Clip, Dropout },
} satisfies Record<string, ShapeRule>;

/** com.microsoft activations: same shape; BiasGelu broadcasts its bias over the last axis. */
export const microsoftActivations = {
  'com.microsoft.BiasGelu': arithmetic,
  'com.microsoft.FastGelu': (c) => [{ dtype: c.input(0).dtype, shape: c.input(0).shape }],
  'com.microsoft.Gelu': float,
  'com.microsoft.QuickGelu': float,
} satisfies Record<string, ShapeRule>;
