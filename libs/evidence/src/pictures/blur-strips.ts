/** The pictures of a report, blurred: a strip stays a strip, without the noise, which would tell δ. */
import type { PictureStrip } from '@palimpsest/contracts';
import { sha256 } from '../crypto/sha256.js';

/** Bytes by SHA-256; undefined when they are not at hand. */
export type PictureReader = (sha256: string) => Promise<Uint8Array | undefined>;

export interface PictureSource {
  readonly read: PictureReader;
  /** Any picture to a PNG file of which only coarse colours are left; the same bytes for the same picture. */
  readonly blur: (picture: Uint8Array) => Promise<Uint8Array>;
}

export interface BlurredStrips {
  readonly strips: readonly PictureStrip[];
  /** Bytes of the pictures in `strips`, by SHA-256. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** A picture that is not at hand is left out, and with a clean one its strip. */
export async function blurStrips(
  strips: readonly PictureStrip[],
  { read, blur }: PictureSource,
): Promise<BlurredStrips> {
  const pictures = new Map<string, Uint8Array>();
  const known = new Map<string, Picture | null>();
  const blurred = async (picture: Picture): Promise<Picture | null> => {
    const before = known.get(picture.artifact.sha256);
    if (before !== undefined) return before;
    const bytes = await read(picture.artifact.sha256);
    const after = bytes ? await kept(picture, await blur(bytes)) : null;
    known.set(picture.artifact.sha256, after);
    return after;
  };
  const kept = async ({ width, height }: Picture, bytes: Uint8Array): Promise<Picture> => {
    const artifact = { sha256: await sha256(bytes), bytes: bytes.length, mediaType: 'image/png' };
    pictures.set(artifact.sha256, bytes);
    return { artifact, width, height };
  };
  const list: PictureStrip[] = [];
  for (const strip of strips) {
    const clean = await blurred(strip.clean);
    if (!clean) continue;
    const denoised: PictureStrip['denoised'] = [];
    for (const { defense, picture } of strip.denoised) {
      const after = await blurred(picture);
      if (after) denoised.push({ defense, picture: after });
    }
    const perturbed = strip.perturbed && (await blurred(strip.perturbed));
    list.push({ ...strip, clean, noise: null, perturbed, denoised, blurred: true });
  }
  return { strips: list, pictures };
}

type Picture = PictureStrip['clean'];
