import { GraphBuilder } from '@palimpsest/onnx';
import { describe, expect, it } from 'vitest';
import { fittingPass } from './fitting-pass.js';

const bytesPerImage = 4 * 100;

/** A graph that holds x and its transpose at once: 2·`bytesPerImage` for each image. */
function build(images: number, isTight: boolean) {
  const graph = new GraphBuilder();
  graph.output(graph.transpose(graph.input('x', 'float32', [images, 100]), [1, 0]), 'y');
  return { graph, images, isTight };
}

const fitting = (images: number, most: number, imagesInBudget: number) =>
  fittingPass({ images }, most, build, 2 * bytesPerImage * imagesInBudget);

describe('fittingPass', () => {
  it('takes all images where they fit, though more are allowed', () => {
    expect(fitting(12, 1024, 12)).toMatchObject({ images: 12, built: { images: 12, isTight: false } });
  });

  it('takes the largest divisor whose graph fits', () => {
    expect(fitting(12, 12, 5).images).toBe(4);
    expect(fitting(7, 7, 5).images).toBe(1);
  });

  it('takes no more than it may', () => {
    expect(fitting(12, 3, 12).images).toBe(3);
  });

  it('takes one, as tight as can be, where nothing fits', () => {
    expect(fitting(4, 4, 0.5)).toMatchObject({ images: 1, built: { isTight: true } });
    expect(fitting(4, 4, 1)).toMatchObject({ images: 1, built: { isTight: false } });
  });

  it('refuses images that do not divide into passes of as many as asked for', () => {
    expect(() => fitting(3, 2, 12)).toThrow('3 images do not divide into passes of 2');
  });
});
