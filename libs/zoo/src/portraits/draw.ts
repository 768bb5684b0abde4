/**
 * Draws people: Open Peeps avatars (Pablo Stanley, CC0 1.0) by DiceBear, rasterised by resvg. Needed only to
 * rebuild the zoo; what is drawn ships as sheets of pixels. Faces too close to an earlier one are drawn again.
 */
import { createAvatar } from '@dicebear/core';
import * as openPeeps from '@dicebear/open-peeps';
import { portraitSide } from '@palimpsest/datasets';
import type { Portrait } from '@palimpsest/datasets';
import { Resvg } from '@resvg/resvg-js';

export interface Drawing {
  readonly portrait: Portrait;
  /** Parts and colours the face is made of. */
  readonly traits: Readonly<Record<string, string>>;
}

const style = { maskProbability: 0, accessoriesProbability: 30, facialHairProbability: 25 } as const;

/** What the vision tower learns to tell apart. */
export const traitNames = [
  ...(['head', 'face', 'facialHair', 'accessories'] as const),
  ...(['skinColor', 'clothingColor', 'headContrastColor'] as const),
] as const;

/** The face of a seed; equal seeds, equal faces. */
export function drawFace(seed: string): Drawing {
  const avatar = createAvatar(openPeeps, { seed, ...style });
  const { extra } = avatar.toJson();
  const rendered = new Resvg(avatar.toString(), { fitTo: { mode: 'width', value: portraitSide } }).render();
  return {
    portrait: portraitOf(rendered.pixels),
    traits: Object.fromEntries(traitNames.map((name) => [name, String(extra[name])])),
  };
}

/** `count` faces that differ from each other and from `others`. */
export function drawPeople(prefix: string, count: number, others: readonly Portrait[] = []): readonly Drawing[] {
  const drawn: Drawing[] = [];
  for (let i = 0; drawn.length < count; i++) {
    const drawing = drawFace(`${prefix}-${i}`);
    const isNew = [...others, ...drawn.map(({ portrait }) => portrait)].every(
      (other) => distance(other, drawing.portrait) >= leastDistance,
    );
    if (isNew) drawn.push(drawing);
  }
  return drawn;
}

/** Mean absolute difference of two drawings' colours, of 255. */
const leastDistance = 10;

function distance(a: Portrait, b: Portrait): number {
  let sum = 0;
  for (let i = 0; i < a.colour.length; i++) sum += Math.abs((a.colour[i] ?? 0) - (b.colour[i] ?? 0));
  return sum / a.colour.length;
}

/** resvg's pixels are RGBA, colours multiplied by opacity. */
function portraitOf(pixels: Uint8Array): Portrait {
  const portrait = { colour: new Uint8Array((pixels.length / 4) * 3), opacity: new Uint8Array(pixels.length / 4) };
  for (let i = 0; i < portrait.opacity.length; i++) {
    portrait.colour.set(pixels.subarray(4 * i, 4 * i + 3), 3 * i);
    portrait.opacity[i] = pixels[4 * i + 3] ?? 0;
  }
  return portrait;
}
