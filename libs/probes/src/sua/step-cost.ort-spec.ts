/** What `doctor` says of a step of SUA before it is run, against the graph of the step itself. */
import { fileURLToPath } from 'node:url';
import { gradientCost, openCheckpoint } from '@palimpsest/models';
import { countFlops, liveBytes, orderByDepth } from '@palimpsest/onnx';
import { describe, expect, it } from 'vitest';
import { buildAttackStep } from './attack-step.js';
import { signDescent } from '../universal-noise/update-rule.js';

const checkpoint = fileURLToPath(new URL('../../../zoo/published/reference-a', import.meta.url));

describe('the cost of a step', () => {
  it.each([
    [1, 4],
    [8, 4],
    [8, 1],
  ])('of %i images with %i questions is that of its graph, within a tenth', async (images, questionsPerImage) => {
    const model = await openCheckpoint(checkpoint);
    const size = { images, questionsPerImage, length: 16 };
    const { graph } = buildAttackStep({
      ...{ images, questionsPerImage, textLength: size.length, weights: { denoised: 1, alignment: 0.7 } },
      ...{ model: model.graphs, grid: model.pixelGrid, update: signDescent, behaviour: 'corrected' },
      denoise: (g, pixels) => g.mul(pixels, 0.5),
    });
    const step = orderByDepth(graph.build());
    const { gradient, forward } = gradientCost(model, size);
    await model.close();
    expect(gradient.flops / countFlops(step)).toBeCloseTo(1, 1);
    expect(Math.abs(gradient.liveBytes / liveBytes(step) - 1)).toBeLessThan(0.1);
    expect(forward.flops).toBeLessThan(gradient.flops / 2);
  });
});
