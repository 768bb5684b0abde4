/** Lines of a text file, read with bounds: a file without line breaks must not fill the memory. */
import { DatasetError } from './dataset-error.js';

export interface Line {
  /** Counted from 1, blank lines included. */
  readonly row: number;
  readonly text: string;
}

export const lineLimits = { rows: 500_000, lineBytes: 4 * 1024 * 1024 } as const;
const lineFeed = 0x0a;

/**
 * All lines that are not blank. `seen` gets every byte in passing, for a digest; `file` is named in errors.
 * @throws DatasetError for too many or too long lines and for text that is not UTF-8
 */
export async function* readLines(
  file: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  seen: (bytes: Uint8Array) => void = () => undefined,
  limits: { readonly rows: number; readonly lineBytes: number } = lineLimits,
): AsyncGenerator<Line> {
  let row = 0;
  let begun: Uint8Array[] = [];
  let begunBytes = 0;
  const extend = (bytes: Uint8Array) => {
    begunBytes += bytes.length;
    if (begunBytes > limits.lineBytes)
      throw new DatasetError(file, row + 1, `is longer than ${limits.lineBytes} bytes; give one item per line`);
    begun.push(bytes);
  };
  const finish = (): Line | null => {
    row++;
    if (row > limits.rows) throw new DatasetError(file, null, `has more than ${limits.rows} rows; split it`);
    const text = decode(Buffer.concat(begun), file, row);
    begun = [];
    begunBytes = 0;
    return text.trim() === '' ? null : { row, text };
  };
  for await (const chunk of content) {
    seen(chunk);
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      extend(chunk.subarray(start, end));
      const line = finish();
      if (line) yield line;
      start = end + 1;
    }
    extend(chunk.subarray(start));
  }
  const last = begunBytes > 0 ? finish() : null;
  if (last) yield last;
}

function decode(bytes: Uint8Array, file: string, row: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DatasetError(file, row, 'is not UTF-8 text; save the file as UTF-8');
  }
}
