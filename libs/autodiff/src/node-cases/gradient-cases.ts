/** Which node cases have a gradient to check. */
import { loweredOperators, type Op } from '@palimpsest/onnx';
import type { Tensor } from '@palimpsest/tensor';
import { rules } from '../rules/roster.js';
import type { NodeCase } from './node-case-file.js';

/** Half precision rounds in steps wider than a difference. */
const isMeasurable = ({ dtype }: Tensor): boolean => dtype === 'float32' || dtype === 'float64';

/** From floats to floats, through operators of which none is blocked and some carry a gradient. */
export function hasGradient({ op, operators, inputs, outputs }: NodeCase): boolean {
  const states = [op, ...operators].map(stateOf);
  if (states.includes('blocked') || states[0] === 'zero' || !states.slice(1).includes('carries')) return false;
  return Object.values(inputs).some(isMeasurable) && Object.values(outputs).some(isMeasurable);
}

/** 'defined' for an operator whose function body is all we know. */
function stateOf(name: string): 'carries' | 'zero' | 'blocked' | 'defined' {
  const op = name as Op; // looked up below
  if (typeof rules[op] === 'function' || loweredOperators.includes(op)) return 'carries';
  return rules[op]?.kind ?? 'defined';
}
