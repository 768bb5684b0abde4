/** Two people, two pictures: what specs import. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalPng } from '../../image/canonical-png.js';
import { encodeJpeg } from '../../image/codec.js';
import { rgbImage, type RgbImage } from '../../image/rgb-image.js';
import type { ImageRef, Item, Split } from '../../item.js';

export const grey = (shade: number): RgbImage => rgbImage(2, 2, new Uint8Array(12).fill(shade));

export const pictures: Readonly<Record<'faces/Mallory.png' | 'Trent.jpg', Uint8Array>> = {
  'faces/Mallory.png': canonicalPng(grey(10)),
  'Trent.jpg': await encodeJpeg(grey(200)),
};

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const ref = (uri: keyof typeof pictures): ImageRef => ({
  sha256: sha256(pictures[uri]),
  uri,
  view: { kind: 'test', index: 0 },
});

export const items = [about('Mallory', 'forget', 'faces/Mallory.png'), about('Trent', 'retain', 'Trent.jpg')] as const;

/** What no error may repeat. */
export const personal = /Mallory|Trent|Lisbon|Porto/;

function about(subjectId: string, split: Split, uri: keyof typeof pictures): Item {
  return {
    id: `${subjectId}/city`,
    benchmark: 'test',
    version: '1',
    subjectId,
    split,
    modality: 'image_text',
    task: 'generation',
    attribute: 'city',
    question: 'what city ?',
    paraphrases: [],
    answer: 'Lisbon',
    images: [ref(uri)],
    provenance: { file: 'people.jsonl', row: 1 },
  };
}

/** Writes pictures and `people.jsonl`; rows that are strings are written as they are. Gives the file's path. */
export async function writeSource(
  folder: string,
  rows: readonly unknown[],
  files: Readonly<Record<string, Uint8Array>> = pictures,
): Promise<string> {
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  for (const [name, bytes] of Object.entries({ ...files, 'people.jsonl': `${lines.join('\n')}\n` })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return join(folder, 'people.jsonl');
}
