import { describe, expect, it } from 'vitest';
import { openSession } from '@palimpsest/runtime';
import { checkGradients, type OpenGraph } from '../gradcheck.js';
import { allCases as cases } from './all-cases.js';
import { rules } from './roster.js';

const open: OpenGraph = (g) => openSession({ graph: g }, { optimisation: 'disabled' });
/** float32 differences carry about 1e-7 / step of noise; float64 ones are limited by the formula alone. */
const tolerance = { float32: 4e-3, float64: 1e-6 } as const;

describe('gradient rules agree with finite differences', () => {
  const operators = Object.entries(rules).filter(([, rule]) => typeof rule === 'function');

  it.each(operators.map(([op]) => op))('%s has a case', (op) => {
    expect(cases.filter((test) => test.op === op).length).toBeGreaterThan(0);
  });

  it('every other entry says why it has no rule', () => {
    for (const [, rule] of Object.entries(rules)) {
      if (typeof rule === 'object') expect(rule.reason).not.toBe('');
    }
  });

  it.each(cases.map((test) => [`${test.op}: ${test.title}`, test] as const))('%s', async (_, test) => {
    const floatType = test.precision ?? 'float64';
    for (const emit of floatType === 'float32' ? (['fused', 'portable'] as const) : (['portable'] as const)) {
      const results = await checkGradients(test, {
        open,
        floatType,
        emit,
        floor: floatType === 'float32' ? 1e-2 : 1e-6,
      });
      for (const result of results)
        expect(result, JSON.stringify(result)).toSatisfy(() => result.relativeError < tolerance[floatType]);
    }
  });
});
