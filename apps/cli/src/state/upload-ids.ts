/**
 * Uploads that were begun, `uploads.json` in the state folder: a command that was interrupted and is run again goes
 * on where it was. Whoever knows an id can add to the upload, so only the user can read the file. Losing it, or two
 * commands writing at once, costs sending something again and nothing else.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { digest, parseStrict } from '@palimpsest/contracts';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from './atomic-file.js';
import { statePaths } from './state-folder.js';

const entry = z.strictObject({ server: z.string(), project: z.string(), sha256: digest, upload: z.string() });
type Entry = z.infer<typeof entry>;
const schema = 'palimpsest.uploads/1';
const uploadsFile = z.strictObject({ schema: z.literal(schema), uploads: z.array(entry) });

/** What is sent, and where to. */
export type Sending = Omit<Entry, 'upload'>;

export interface UploadIds {
  /** Null when nothing was begun. */
  find(sending: Sending): Promise<string | null>;
  keep(sending: Sending, upload: string): Promise<void>;
  forget(sending: Sending): Promise<void>;
}

export function uploadIds(state: string): UploadIds {
  const path = statePaths(state).uploads;
  const write = (uploads: readonly Entry[]) =>
    writeFileAtomically(path, `${JSON.stringify({ schema, uploads }, null, 2)}\n`, 0o600);
  const others = async (sending: Sending) => (await read(path)).filter((known) => !isSame(known, sending));
  return {
    find: async (sending) => (await read(path)).find((known) => isSame(known, sending))?.upload ?? null,
    keep: async ({ server, project, sha256 }, upload) =>
      write([...(await others({ server, project, sha256 })), { server, project, sha256, upload }]),
    forget: async (sending) => write(await others(sending)),
  };
}

const isSame = (a: Sending, b: Sending): boolean =>
  a.server === b.server && a.project === b.project && a.sha256 === b.sha256;

/** @throws UsageError or InvalidInputError when the file is damaged */
async function read(path: string): Promise<readonly Entry[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return text === null ? [] : parseStrict(uploadsFile, parseJson(text, path), path).uploads;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON; remove it: what was begun is then sent from its start`);
  }
}
