/** The end of what a process wrote to stderr: the only thing that says why it crashed. */
import type { Readable } from 'node:stream';

/** Characters: enough for Node's account of a full heap, which ends with a long stack. */
const kept = 16_384;
const outOfMemory = /JavaScript heap out of memory|FATAL ERROR: .*(?:Allocation failed|out of memory)|std::bad_alloc/;

export class LastWords {
  #text = '';

  constructor(stream: Readable | null) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      this.#text = (this.#text + text).slice(-kept);
    });
  }

  get tellOfMemory(): boolean {
    return outOfMemory.test(this.#text);
  }

  /** The error if there is one, else the last line; at most 400 characters. */
  get line(): string {
    const lines = this.#text.split('\n').map((line) => line.trim());
    const error = lines.findLast((line) => /^(?:FATAL ERROR|\w*Error\b.*|terminate called.*):? /.test(line));
    return (error ?? lines.findLast((line) => line !== '') ?? '').slice(0, 400);
  }
}
