/** The node tests of the ONNX standard: types as inferred, results as computed, gradients as by differences. */
import { openSession } from '@palimpsest/runtime';
import { describe, expect, it } from 'vitest';
import { gradientProblem } from './check-gradients.js';
import { acceptsSymbols, symbolicTypeProblem, typeProblem } from './check-types.js';
import { loweredProblem, runtimeProblem, valueProblem, type Open } from './check-values.js';
import { isExempt, withoutGradient, withoutLowering, withoutRuntime, withoutTypes } from './exemptions.js';
import { hasCheckedGradient, hasResult, hasType, isKnown } from './node-case-counts.js';
import { readNodeCases, type NodeCase } from './node-case-file.js';

const known = readNodeCases().cases.filter(isKnown);
const operators = [...new Set(known.map(({ op }) => op))].sort();
const casesOf = (op: string) => known.filter((test) => test.op === op);

const open: Open = (source) => openSession(source, { optimisation: 'disabled' });
type Check = (test: NodeCase, open: Open) => string | Promise<string>;

/** Names of the cases with a problem, each with what it is. */
async function problems(cases: readonly NodeCase[], check: Check) {
  const found: Record<string, string> = {};
  for (const test of cases) {
    const problem = await check(test, open);
    if (problem !== '') found[test.name] = problem;
  }
  return found;
}

describe('node cases of the standard', () => {
  it.each(operators)('have the types that are inferred: %s', async (op) => {
    expect(await problems(casesOf(op).filter(hasType), typeProblem)).toEqual({});
    expect(await problems(casesOf(op).filter(hasType), symbolicTypeProblem)).toEqual({});
  });

  it.each(operators)('compute what the standard says: %s', async (op) => {
    expect(await problems(casesOf(op).filter(hasResult), valueProblem)).toEqual({});
  });

  it.each(operators)('compute the same without fused operators: %s', async (op) => {
    const lowered = casesOf(op).filter((test) => hasResult(test) && !isExempt(withoutLowering, test));
    expect(await problems(lowered, loweredProblem)).toEqual({});
  });

  it.each(operators)('have the gradient that differences give: %s', async (op) => {
    expect(await problems(casesOf(op).filter(hasCheckedGradient), gradientProblem)).toEqual({});
  });

  it('are mostly accepted with symbols for the leading dims', () => {
    expect(known.filter(acceptsSymbols).length / known.length).toBeGreaterThan(0.85);
  });
});

describe('exempt node cases', () => {
  const exempt = (from: typeof withoutTypes) => known.filter((test) => isExempt(from, test));
  const fail = async (cases: readonly NodeCase[], check: Check) =>
    expect(Object.keys(await problems(cases, check)).sort()).toEqual(cases.map(({ name }) => name).sort());

  it('exist, and stand in one list once', () => {
    const names = [withoutTypes, withoutRuntime, withoutLowering, withoutGradient].map((list) =>
      list.flatMap(({ cases }) => cases),
    );
    const all = new Set(known.map(({ name }) => name));
    expect(names.flat().filter((name) => !all.has(name))).toEqual([]);
    for (const list of names) expect(list.filter((name, at) => list.indexOf(name) !== at)).toEqual([]);
  });

  it('still have no type', () => fail(exempt(withoutTypes), typeProblem));
  it('are beyond the runtime, for the file as onnx wrote it', () => fail(exempt(withoutRuntime), runtimeProblem));
  it('still differ from the fused kernel', () => fail(exempt(withoutLowering), loweredProblem));
  it('still have no gradient', () => fail(exempt(withoutGradient), gradientProblem));
});
