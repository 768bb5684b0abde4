/**
 * Sends one file of any size to a server, from wherever it was left: by a command that was interrupted, by a
 * connection that broke, by a server that went away. The server says where that is. A piece is held in memory, never
 * the file. Sent again, a file that has arrived already costs a question.
 */
import { ProblemError, UnexpectedAnswerError } from '@palimpsest/client';
import { UsageError } from '../failure.js';
import type { UploadIds } from '../state/upload-ids.js';
import type { Connection } from './connect.js';
import { Tries, type Patience } from './tries.js';
import { mayPass, UploadGoneError } from './upload-failures.js';

/** From `start` up to and without `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface FileToSend {
  /** In messages. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Exactly these bytes; the same again when they have to be sent again. */
  read(range: ByteRange): Promise<Uint8Array>;
}

export interface SendingOptions {
  readonly ids: UploadIds;
  readonly signal: AbortSignal;
  /** @param isNew false for what was there before this command: it says nothing about the speed */
  readonly onArrived: (bytes: number, isNew: boolean) => void;
  readonly pieceBytes?: number;
  readonly patience?: Patience;
}

/** As many as a server's storage keeps in one piece. */
const usualPiece = 8 * 1024 ** 2;

/**
 * @throws UsageError when the bytes that arrived are others than announced; what the client and `read` throw when it
 * cannot go on; an AbortError or the signal's reason when stopped
 */
export async function sendFile(connection: Connection, file: FileToSend, options: SendingOptions): Promise<void> {
  const tries = new Tries(options.patience);
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await goOn(connection, file, {
        ...options,
        onArrived(bytes, isNew) {
          tries.reached(bytes);
          options.onArrived(bytes, isNew || !isFirst);
        },
      });
    } catch (error) {
      options.signal.throwIfAborted();
      if (!mayPass(error)) throw error;
      await tries.after(error, options.signal);
    }
  }
}

async function goOn(connection: Connection, file: FileToSend, options: SendingOptions): Promise<void> {
  const { client, server, project } = connection;
  const { ids, signal } = options;
  const sending = { server, project, sha256: file.sha256 };
  const known = await ids.find(sending);
  const upload = known ?? (await client.createUpload({ project, body: { bytes: file.bytes } }, { signal })).id;
  if (known === null) await ids.keep(sending, upload);
  try {
    await append(connection, upload, file, options);
    await finish(connection, upload, file, options);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.kind !== 'not-found') throw error;
    await ids.forget(sending);
    throw new UploadGoneError(error.detail, { cause: error });
  }
}

async function append(
  { client, project }: Connection,
  upload: string,
  file: FileToSend,
  { signal, onArrived, pieceBytes = usualPiece }: SendingOptions,
): Promise<void> {
  let { offset } = await client.readUpload({ project, upload }, { signal });
  onArrived(offset, false);
  while (offset < file.bytes) {
    const body = await file.read({ start: offset, end: Math.min(file.bytes, offset + pieceBytes) });
    const arrived = await client.appendToUpload({ project, upload, offset, body }, { signal });
    if (arrived.offset <= offset) throw new UnexpectedAnswerError(200, `The server took no byte of ${file.name}.`);
    offset = arrived.offset;
    onArrived(offset, true);
  }
}

async function finish(
  { client, server, project }: Connection,
  upload: string,
  { name, bytes, sha256 }: FileToSend,
  { ids, signal }: SendingOptions,
): Promise<void> {
  try {
    await client.finishUpload({ project, upload, body: { sha256 } }, { signal, timeoutMs: timeToRead(bytes) });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.kind !== 'conflict') throw error;
    await ids.forget({ server, project, sha256 });
    const message = `${name}: other bytes arrived than were announced; was it changed meanwhile? Send it again`;
    throw new UsageError(message, { cause: error });
  }
}

/** Before it answers, the server reads the file once more, and may copy it: 20 MB a second are slow. */
const timeToRead = (bytes: number): number => 60_000 + Math.ceil(bytes / 20_000);
