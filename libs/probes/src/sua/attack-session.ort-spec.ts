import { openSession, type Session } from '@palimpsest/runtime';
import { toNumbers, type Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { openAttackStep, type OpenGraph } from './attack-session.js';
import { buildAttackStep, type AttackStepSpec } from './attack-step.js';
import { images, feedsOf, half, specOf } from './testing/tiny-step.js';
import { floats } from './testing/tiny-graphs.js';
import { adamDescent, signDescent } from '../universal-noise/update-rule.js';

const open: OpenGraph = (graph) => openSession({ graph }, { optimisation: 'disabled' });

async function run(change: Partial<AttackStepSpec>, imagesPerPass?: number, more: Record<string, Tensor> = {}) {
  const spec = specOf(change);
  const session = await openAttackStep(open, spec, imagesPerPass);
  try {
    const results = await session.run({ ...feedsOf(spec, session.sequences), ...more });
    return { ...session, results };
  } finally {
    await session.close();
  }
}

describe('openAttackStep', () => {
  it.each([
    { weights: { denoised: 1, alignment: 0.7 } },
    { weights: { denoised: 1, alignment: 0 } },
    { weights: { denoised: 0, alignment: 0.7 } },
    { weights: { denoised: 0, alignment: 0 } },
    { behaviour: 'reference-code' as const },
    { update: signDescent },
  ])('is the same step in passes of one image, whose answers have other lengths: %o', async (change) => {
    const [whole, inPasses] = [await run(change), await run(change, 1)];
    expect({ ...inPasses, results: null }).toMatchObject({
      imagesPerPass: 1,
      terms: whole.terms,
      sequences: whole.sequences,
    });
    expect(Object.keys(inPasses.results).sort()).toEqual(Object.keys(whole.results).sort());
    for (const [name, values] of Object.entries(whole.results)) {
      const other = inPasses.results[name] as Tensor;
      expect({ dtype: other.dtype, dims: other.dims }).toEqual({ dtype: values.dtype, dims: values.dims });
      toNumbers(values).forEach((value, at) => expect(toNumbers(other)[at], name).toBeCloseTo(value, 12));
    }
  });

  it('feeds the state of the update rule back in passes too', async () => {
    const moments = (start: number) => ({
      first_moment: floats('float64', [1, 3, 8, 8], Array(192).fill(start)),
      second_moment: floats('float64', [1, 3, 8, 8], Array(192).fill(start * start)),
      first_correction: floats('float64', [], [10]),
      second_correction: floats('float64', [], [1000]),
    });
    const [whole, inPasses] = [2, 1].map((size) => run({ update: adamDescent }, size, moments(0.01)));
    for (const name of ['next_delta', 'next_first_moment', 'next_second_moment']) {
      const [expected, got] = [(await whole)?.results[name], (await inPasses)?.results[name]];
      toNumbers(got as Tensor).forEach((value, at) =>
        expect(value, name).toBeCloseTo(toNumbers(expected as Tensor)[at] ?? Number.NaN, 12),
      );
    }
  });

  it('needs the graph of one pass only, and closes what it opened', async () => {
    const [rows, sessions]: [unknown[], Session[]] = [[], []];
    const session = await openAttackStep(
      async (graph) => {
        rows.push(graph.inputs.find(({ name }) => name === 'images')?.shape[0]);
        return sessions[sessions.push(await open(graph)) - 1] as Session;
      },
      specOf(),
      1,
    );
    expect(rows.filter((count) => count !== undefined)).toEqual([1]);
    await session.close();
    for (const closed of sessions) await expect(closed.run({})).rejects.toThrow('the session is closed');
  });

  it('goes over fewer images at a time where more would need too much, and says so', async () => {
    const session = await openAttackStep(open, specOf(), images, 1);
    expect(session.imagesPerPass).toBe(1);
    await session.close();
  });

  it('takes all images at once when there are fewer than a pass holds', async () => {
    const session = await openAttackStep(open, specOf(), 1024);
    expect(session.sequences).toBe(buildAttackStep(specOf()).sequences);
    expect(session.sequences).toBe(2 * half);
    expect(session.imagesPerPass).toBe(images);
    await session.close();
  });

  it('refuses images that do not divide into passes', async () => {
    const spec = specOf({ images: images + 1 });
    await expect(openAttackStep(open, spec, 2)).rejects.toThrow('3 images do not divide into passes of 2');
  });

  it('names a missing input', async () => {
    const spec = specOf();
    const session = await openAttackStep(open, spec, 1);
    const { images: pictures, delta } = feedsOf(spec, session.sequences);
    await expect(session.run({ images: pictures, delta })).rejects.toThrow('no value was fed for input_ids');
    await session.close();
  });
});
