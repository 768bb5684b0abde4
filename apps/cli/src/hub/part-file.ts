/**
 * A file on its way: `<name>.part`, and beside it `<name>.etag`, the mark under which the server knows these bytes. The
 * mark is written before the bytes, so that whatever is killed leaves no bytes under another's mark; whether they are
 * the right ones is decided by their digest alone, once the file is whole.
 */
import { constants } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

export class PartFile {
  /** How much of it is there. */
  bytes = 0;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** With what was left of it; `close` it. */
  static async open(path: string): Promise<PartFile> {
    await mkdir(dirname(path), { recursive: true });
    const part = new PartFile(path, await open(`${path}.part`, constants.O_RDWR | constants.O_CREAT));
    part.bytes = (await part.handle.stat()).size;
    return part;
  }

  /** Null when nobody gave one. */
  mark(): Promise<string | null> {
    return readFile(`${this.path}.etag`, 'utf8').then(
      (text) => text || null,
      () => null,
    );
  }

  /** Gives every byte that is there. */
  async read(each: (chunk: Uint8Array) => void): Promise<void> {
    const chunk = Buffer.alloc(Math.min(this.bytes, 1024 ** 2));
    for (let at = 0; at < this.bytes;) {
      const { bytesRead } = await this.handle.read(chunk, 0, Math.min(chunk.length, this.bytes - at), at);
      if (bytesRead === 0) throw new Error(`${this.path}.part became shorter while it was read`);
      each(chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
  }

  /** Throws away what is there, and remembers whose bytes come now. */
  async restart(mark: string | null = null): Promise<void> {
    await this.handle.truncate(0);
    this.bytes = 0;
    await writeFile(`${this.path}.etag`, mark ?? '');
  }

  async append(chunk: Uint8Array): Promise<void> {
    for (let written = 0; written < chunk.length;) {
      const { bytesWritten } = await this.handle.write(chunk, written, chunk.length - written, this.bytes);
      written += bytesWritten;
      this.bytes += bytesWritten;
    }
  }

  /** Whole and checked: puts it where it belongs, in one step. */
  async settle(target: string): Promise<void> {
    await this.handle.sync();
    await mkdir(dirname(target), { recursive: true });
    await rename(`${this.path}.part`, target);
    await rm(`${this.path}.etag`, { force: true });
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
