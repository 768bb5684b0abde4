/** Element-wise operators that spelled-out activations are made of, on plain numbers. */
import { erf } from './known.js';

const rules: Readonly<Record<string, (...operands: readonly number[]) => number>> = {
  Add: (a = NaN, b = NaN) => a + b,
  Sub: (a = NaN, b = NaN) => a - b,
  Mul: (a = NaN, b = NaN) => a * b,
  Div: (a = NaN, b = NaN) => a / b,
  Pow: (a = NaN, b = NaN) => a ** b,
  Neg: (a = NaN) => -a,
  Exp: (a = NaN) => Math.exp(a),
  Tanh: (a = NaN) => Math.tanh(a),
  Erf: (a = NaN) => erf(a),
  Sigmoid: (a = NaN) => 1 / (1 + Math.exp(-a)),
};

export const elementwise: ReadonlySet<string> = new Set(Object.keys(rules));

/** @param operands one list of numbers per input, all of one length */
export function evaluate(opType: string, operands: readonly (readonly number[])[]): readonly number[] {
  const rule = rules[opType];
  const [first = []] = operands;
  return first.map((_, index) => rule?.(...operands.map((operand) => operand[index] ?? NaN)) ?? NaN);
}
