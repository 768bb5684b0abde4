/**
 * A private folder for one emitted model: the graph beside links to the data files that hold its weights.
 * onnxruntime refuses data outside the model's folder, and weights must not enter the JavaScript heap, so
 * files are hard-linked; across file systems they are copied.
 */
import { copyFile, link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExternalFile } from '@palimpsest/onnx';

export interface ModelFolder {
  readonly modelFile: string;
  remove(): Promise<void>;
}

export async function createModelFolder(model: Uint8Array, files: readonly ExternalFile[]): Promise<ModelFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-model-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (const { file, location } of files) await linkOrCopy(file, join(folder, location));
    const modelFile = join(folder, 'model.onnx');
    await writeFile(modelFile, model);
    return { modelFile, remove };
  } catch (failure) {
    await remove();
    throw failure;
  }
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'ENOTSUP') throw failure;
    await copyFile(from, to);
  }
}
