/**
 * Downloads one file of known size and digest, from wherever it was left: by a command that was killed, by a connection
 * that broke, by a hub that asks to come later. Nothing lies under its own name before its digest is right.
 */
import { Tries, type Patience } from '../server/tries.js';
import { digestCheck } from './content-digest.js';
import type { AskHub } from './hub-connection.js';
import { HubError } from './hub-error.js';
import { PartFile } from './part-file.js';
import { openRest, type Rest } from './open-rest.js';
import type { HubFile } from './repository.js';
import { Silence } from './silence.js';

export interface Download extends Pick<HubFile, 'bytes' | 'digest'> {
  readonly url: string;
  /** In messages. */
  readonly name: string;
  /** Where it grows, without `.part`. */
  readonly part: string;
  /** Where it lies once it is whole. */
  readonly target: string;
}

export interface DownloadOptions {
  readonly ask: AskHub;
  readonly hasToken: boolean;
  readonly signal: AbortSignal;
  /** How much of it is there; less than before when it has to start anew. */
  readonly onArrived: (bytes: number) => void;
  readonly patience?: Patience;
  /** A connection over which nothing comes for so long is given up, and another opened. */
  readonly silenceMs?: number;
}

/** @throws HubError when the hub does not have these bytes, or it cannot go on; the signal's reason when stopped */
export async function downloadFile(file: Download, options: DownloadOptions): Promise<void> {
  const tries = new Tries(options.patience);
  const onArrived = (bytes: number): void => {
    tries.reached(bytes);
    options.onArrived(bytes);
  };
  for (;;) {
    const part = await PartFile.open(file.part);
    try {
      return await goOn(part, file, { ...options, onArrived });
    } catch (error) {
      options.signal.throwIfAborted();
      if (!(error instanceof HubError) || !error.passes) throw error;
      await tries.after(error, options.signal);
    } finally {
      await part.close();
    }
  }
}

async function goOn(part: PartFile, file: Download, options: DownloadOptions): Promise<void> {
  if (part.bytes > file.bytes) await part.restart();
  const before = part.bytes;
  options.onArrived(before);
  let check = digestCheck(file.digest, file.bytes);
  await part.read((chunk) => {
    options.signal.throwIfAborted();
    check.update(chunk);
  });
  if (before < file.bytes) {
    const silence = new Silence(options.silenceMs);
    const stopped = AbortSignal.any([options.signal, silence.signal]);
    try {
      const rest = await openRest(file, part, { ...options, signal: stopped });
      if (rest.isWhole) check = digestCheck(file.digest, file.bytes);
      await receive(rest, part, file, (chunk) => {
        silence.broken();
        check.update(chunk);
        options.onArrived(part.bytes);
      });
    } catch (error) {
      options.signal.throwIfAborted();
      if (!silence.signal.aborted) throw error;
      throw new HubError(`${file.name}: nothing comes any more`, { passes: true, cause: error });
    } finally {
      silence.end();
    }
  }
  if (check.matches()) return part.settle(file.target);
  await part.restart();
  // What was left there may have been damaged here; bytes that all came now are the hub's.
  throw new HubError(`${file.name}: other bytes came than the repository lists`, { passes: before > 0 });
}

/** Never more than was listed, whatever the server sends. */
async function receive(
  { body }: Rest,
  part: PartFile,
  file: Download,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  for await (const chunk of body) {
    if (part.bytes + chunk.length > file.bytes)
      throw new HubError(`${file.name}: more bytes come than the ${file.bytes} that the repository lists`);
    await part.append(chunk);
    onChunk(chunk);
  }
  if (part.bytes < file.bytes) throw new HubError(`${file.name}: the connection broke off`, { passes: true });
}
