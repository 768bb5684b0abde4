/** Every lowering computes what the runtime's fused kernel computes, and has the gradient of what it computes. */
import { GraphBuilder, lowerGraph, loweredOperators, operatorKey, type Graph, type Value } from '@palimpsest/onnx';
import { openSession, type SessionOptions } from '@palimpsest/runtime';
import { fromNumbers, toNumbers, type Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { gradientCoverage } from '../coverage.js';
import { checkGradients } from '../gradcheck.js';
import { allLoweredCases } from './all-lowered-cases.js';
import type { LoweredCase } from './lowered-case.js';

function graphOf({ inputs }: LoweredCase, build: LoweredCase['build'], floatType: 'float32' | 'float64'): Graph {
  const g = new GraphBuilder({ floatType });
  const values = Object.fromEntries(
    Object.entries(inputs).map(([name, t]) => [name, g.input(name, floatType, t.dims)]),
  );
  [build(g, values)].flat().forEach((value: Value, at) => g.output(value, `output ${at}`));
  return g.build();
}

async function run(graph: Graph, feeds: LoweredCase['inputs'], optimisation: SessionOptions['optimisation']) {
  const session = await openSession({ graph }, { optimisation: optimisation ?? 'all' });
  try {
    return await session.run(feeds);
  } finally {
    await session.close();
  }
}

/** Largest difference over the largest result. */
function difference(own: Tensor, reference: Tensor): number {
  expect(own.dims).toEqual(reference.dims);
  const expected = toNumbers(reference);
  const size = Math.max(1, ...expected.map(Math.abs));
  return Math.max(0, ...toNumbers(own).map((x, at) => Math.abs(x - (expected[at] ?? Number.NaN)))) / size;
}

const named = allLoweredCases.map((test) => [`${test.op}: ${test.title}`, test] as const);

describe('lowerings', () => {
  it.each(loweredOperators)('%s has a case', (op) => {
    expect(allLoweredCases.filter((test) => test.op === op).length).toBeGreaterThan(0);
  });

  it.each(named)('leave nothing without a gradient: %s', (_, test) => {
    const lowered = lowerGraph(graphOf(test, test.build, 'float32'));
    expect(lowered.nodes.map(({ opType, domain }) => operatorKey(opType, domain))).not.toContain(test.op);
    expect(gradientCoverage(lowered).filter(({ status }) => status === 'blocked')).toEqual([]);
  });

  it.each(named)('compute what the fused operator computes: %s', async (_, test) => {
    const fused = await run(graphOf(test, test.reference ?? test.build, 'float32'), test.inputs, 'disabled');
    const graph = lowerGraph(graphOf(test, test.build, 'float32'));
    for (const optimisation of ['disabled', 'all'] as const) {
      const lowered = await run(graph, test.inputs, optimisation);
      const worst = Object.entries(fused).map(([name, result]) => difference(lowered[name] as Tensor, result));
      expect(Math.max(...worst), worst.join()).toBeLessThanOrEqual(test.tolerance ?? 2e-6);
    }
  });

  it.each(named)('have the gradient of what they compute: %s', async (_, test) => {
    const floatType = test.gradcheck ?? 'float64';
    const inputs = Object.fromEntries(
      Object.entries(test.inputs).map(([name, t]) => [name, fromNumbers(floatType, t.dims, toNumbers(t))]),
    );
    const lowered = lowerGraph(graphOf(test, test.build, floatType));
    const results = await checkGradients(
      { ...test, inputs, build: (g, values) => Object.values(g.inline(lowered, values, 'lowered/')) },
      {
        open: (g) => openSession({ graph: g }, { optimisation: 'disabled' }),
        floatType,
        floor: floatType === 'float32' ? 1e-2 : 1e-6,
      },
    );
    for (const { relativeError, ...rest } of results)
      expect(relativeError, JSON.stringify(rest)).toBeLessThan(floatType === 'float32' ? 4e-3 : 1e-6);
  });
});
