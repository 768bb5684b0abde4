/**
 * Files to pictures and back, through sharp (libvips). The only file of the house that imports it.
 * Pixels come out as PIL's `convert("RGB")` gives them, because that is what models were trained on: alpha
 * dropped, no colour management, no rotation by EXIF. Hostile files are refused before they cost memory.
 */
import sharp from 'sharp';
import { ImageFormatError } from './image-format-error.js';
import { rgbImage, type RgbImage } from './rgb-image.js';

/** Pictures above this are refused: 192 MB as bytes, a multiple of it as floats. */
export const maximumPixels = 64_000_000;
/** Files above this are not read. */
export const maximumBytes = 256 * 1024 * 1024;

export type ImageFormat = 'PNG' | 'JPEG' | 'WebP';

/** First bytes of the accepted formats. SVG and PDF are left out on purpose: they can reach other files. */
const signatures: readonly { readonly format: ImageFormat; matches(bytes: Uint8Array): boolean }[] = [
  { format: 'PNG', matches: (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { format: 'JPEG', matches: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]) },
  {
    format: 'WebP',
    matches: (bytes) =>
      startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42]),
  },
];

/** What the first bytes say a file is; undefined for everything that is not read. */
export function imageFormat(bytes: Uint8Array): ImageFormat | undefined {
  return signatures.find((signature) => signature.matches(bytes))?.format;
}

/**
 * Decodes PNG, JPEG or WebP to 8-bit RGB.
 * @param what names the picture in errors; a file name may be personal data, a row number is not
 * @throws ImageFormatError for 0 bytes, another format, more than 64 megapixels, truncated or damaged data
 */
export async function decodeImage(bytes: Uint8Array, what = 'The image'): Promise<RgbImage> {
  if (bytes.length === 0) throw new ImageFormatError(what, 'empty', 'has 0 bytes: give a PNG, JPEG or WebP file');
  if (bytes.length > maximumBytes) {
    throw new ImageFormatError(what, 'too-large', `has ${bytes.length} bytes; at most ${maximumBytes} are read`);
  }
  const format = imageFormat(bytes);
  if (!format) throw new ImageFormatError(what, 'unknown-format', 'is not a PNG, JPEG or WebP file: convert it first');
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: maximumPixels, ignoreIcc: true })
      .removeAlpha()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return rgbImage(info.width, info.height, new Uint8Array(data.buffer, data.byteOffset, data.length));
  } catch (error) {
    throw explain(error, what, format);
  }
}

function explain(error: unknown, what: string, format: string): ImageFormatError {
  const reason = error instanceof Error ? error.message.split('\n', 1)[0]?.trim() : String(error);
  if (reason?.includes('pixel limit')) {
    return new ImageFormatError(
      what,
      'too-large',
      `has more than ${maximumPixels / 1e6} megapixels: scale it down, models read far fewer`,
    );
  }
  return new ImageFormatError(what, 'broken', `starts like a ${format} file but is truncated or damaged (${reason})`);
}

/** Lossless: `decodeImage(await encodePng(image))` is the image. */
export async function encodePng(image: RgbImage): Promise<Uint8Array> {
  return new Uint8Array(await raw(image).png({ compressionLevel: 9 }).toBuffer());
}

/** Enlarged smoothly (cubic), all of it a function of the given pixels. */
export async function encodeSmoothPng(image: RgbImage, { width, height }: Omit<RgbImage, 'data'>): Promise<Uint8Array> {
  const enlarged = raw(image).resize(width, height, { fit: 'fill', kernel: 'cubic' });
  return new Uint8Array(await enlarged.png({ compressionLevel: 9 }).toBuffer());
}

/** Baseline JPEG with 4:2:0 chroma, as most pictures travel. @param quality 1 to 100 */
export async function encodeJpeg(image: RgbImage, quality = 90): Promise<Uint8Array> {
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new RangeError(`JPEG quality ${quality}: give a whole number from 1 to 100`);
  }
  return new Uint8Array(await raw(image).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer());
}

/** Both directions as one object, for whoever is handed a codec. */
export const imageCodec = {
  encode: (image: RgbImage, format: 'png' | 'jpeg', quality?: number): Promise<Uint8Array> =>
    format === 'png' ? encodePng(image) : encodeJpeg(image, quality),
  decode: (bytes: Uint8Array): Promise<RgbImage> => decodeImage(bytes),
} as const;

const raw = ({ width, height, data }: RgbImage) => sharp(data, { raw: { width, height, channels: 3 } });

const startsWith = (bytes: Uint8Array, prefix: readonly number[]) => prefix.every((byte, i) => bytes[i] === byte);
