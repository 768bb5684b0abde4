/**
 * Views of a drawing: turned, moved, scaled, in front of another background, brighter or darker, sometimes out of
 * focus. A view is a function of the drawing and a stream of random numbers, in plain arithmetic, so that every
 * machine computes the same bytes and a digest can be kept instead of the picture.
 */
import type { Rng } from '@palimpsest/tensor';
import { rgbImage, type RgbImage } from '../image/rgb-image.js';
import { portraitSide, type Portrait } from './portrait.js';

/** Pixels on each side of a view. */
export const viewSide = 64;

type Colour = readonly [number, number, number];

interface Pose {
  readonly angle: number;
  /** Drawing pixels per view pixel. */
  readonly scale: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly top: Colour;
  readonly bottom: Colour;
  readonly contrast: number;
  readonly brightness: number;
  readonly isBlurred: boolean;
}

/** Draws one view. Takes a fixed number of draws from `rng`. */
export function renderView(portrait: Portrait, rng: Rng): RgbImage {
  const pose = drawPose(rng);
  const pixels = new Float64Array(3 * viewSide ** 2);
  const sampled = new Float64Array(4);
  const [cos, sin] = [pose.scale * Math.cos(pose.angle), pose.scale * Math.sin(pose.angle)];
  const centre = (viewSide - 1) / 2;
  for (let y = 0; y < viewSide; y++) {
    const mix = y / (viewSide - 1);
    const background = [0, 1, 2].map((c) => (pose.bottom[c] ?? 0) * mix + (pose.top[c] ?? 0) * (1 - mix));
    for (let x = 0; x < viewSide; x++) {
      const [dx, dy] = [x - centre, y - centre];
      const column = cos * dx - sin * dy + pose.shiftX + (portraitSide - 1) / 2;
      const row = sin * dx + cos * dy + pose.shiftY + (portraitSide - 1) / 2;
      sampleBilinear(portrait, column, row, sampled);
      for (let channel = 0; channel < 3; channel++) {
        const value = (sampled[channel] ?? 0) + (1 - (sampled[3] ?? 0)) * (background[channel] ?? 0);
        pixels[3 * (y * viewSide + x) + channel] = (value - 0.5) * pose.contrast + 0.5 + pose.brightness;
      }
    }
  }
  const bytes = new Uint8Array(pixels.length);
  (pose.isBlurred ? blur(pixels) : pixels).forEach((value, i) => {
    bytes[i] = Math.round(255 * Math.min(1, Math.max(0, value)));
  });
  return rgbImage(viewSide, viewSide, bytes);
}

function drawPose(rng: Rng): Pose {
  const spread = (width: number) => width * (2 * rng.uniform() - 1);
  const colour = (): Colour => [0.35 + 0.6 * rng.uniform(), 0.35 + 0.6 * rng.uniform(), 0.35 + 0.6 * rng.uniform()];
  return {
    angle: spread(0.22),
    scale: (portraitSide / viewSide) * (1 / (0.92 + spread(0.14))),
    shiftX: spread(0.06 * portraitSide),
    shiftY: spread(0.06 * portraitSide),
    top: colour(),
    bottom: colour(),
    contrast: 1 + spread(0.15),
    brightness: spread(0.1),
    isBlurred: rng.uniform() < 0.3,
  };
}

/** Red, green, blue (× opacity) and opacity at a point of the drawing, in [0, 1]; nothing outside of it. */
function sampleBilinear({ colour, opacity }: Portrait, x: number, y: number, sum: Float64Array): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  sum.fill(0);
  for (let corner = 0; corner < 4; corner++) {
    const [column, row] = [left + (corner & 1), top + (corner >> 1)];
    if (column < 0 || row < 0 || column >= portraitSide || row >= portraitSide) continue;
    const share = ((1 - Math.abs(x - column)) * (1 - Math.abs(y - row))) / 255;
    const pixel = row * portraitSide + column;
    for (let channel = 0; channel < 3; channel++) {
      sum[channel] = (sum[channel] ?? 0) + share * (colour[3 * pixel + channel] ?? 0);
    }
    sum[3] = (sum[3] ?? 0) + share * (opacity[pixel] ?? 0);
  }
}

/** 3×3 binomial filter, edges repeated. */
function blur(pixels: Float64Array): Float64Array {
  const across = smooth(pixels, 3, (pixel) => pixel % viewSide);
  return smooth(across, 3 * viewSide, (pixel) => (pixel - (pixel % viewSide)) / viewSide);
}

/** (1, 2, 1)/4 along one axis. */
function smooth(source: Float64Array, stride: number, positionOf: (pixel: number) => number): Float64Array {
  const result = new Float64Array(source.length);
  for (let i = 0; i < source.length; i++) {
    const position = positionOf((i - (i % 3)) / 3);
    const value = source[i] ?? 0;
    const before = position > 0 ? (source[i - stride] ?? 0) : value;
    const after = position < viewSide - 1 ? (source[i + stride] ?? 0) : value;
    result[i] = (before + 2 * value + after) / 4;
  }
  return result;
}
