/**
 * Requests to be erased and the log of every change to them, `requests.json` in the state folder. The log is a hash chain
 * (libs/platform says what a chain proves), and its last entry about a request holds the digest of the record: a file
 * edited by hand is refused.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { digestOf } from '@palimpsest/audit';
import { digest, erasureRequest, nearestKey, parseStrict, type ErasureRequest } from '@palimpsest/contracts';
import { emptyLog, nextEntry, verifyChain } from '@palimpsest/platform';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from './atomic-file.js';
import { statePaths } from './state-folder.js';

const logEntry = z.strictObject({
  sequence: z.int().positive(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  digest,
});
const schema = 'palimpsest.requests/1';
const bookFile = z.strictObject({
  schema: z.literal(schema),
  requests: z.array(erasureRequest),
  log: z.array(logEntry),
});
type Book = z.infer<typeof bookFile>;

/** Who did what, when; `detail` never holds more than the record does. */
export interface Entry {
  readonly at: Date;
  readonly actor: string;
  readonly action: 'requests.receive' | 'requests.extend' | 'requests.answer' | 'requests.link';
}

export class RequestBook {
  readonly #path: string;

  constructor(state: string) {
    this.#path = statePaths(state).requests;
  }

  /** In the order in which they were recorded. @throws UsageError when the file was changed by other means */
  async list(): Promise<readonly ErasureRequest[]> {
    return (await this.#read()).requests;
  }

  /** @throws UsageError with the nearest known id */
  async find(id: string): Promise<ErasureRequest> {
    const all = await this.list();
    const found = all.find((request) => request.id === id);
    if (found) return found;
    const nearest = nearestKey(
      id,
      all.map((request) => request.id),
    );
    const hint = nearest ? `; did you mean "${nearest}"?` : '. Record it with palimpsest request add';
    throw new UsageError(`There is no request "${id}"${hint}`);
  }

  /** Keeps a new request. @throws UsageError when its id is taken */
  async add(request: ErasureRequest, entry: Entry): Promise<void> {
    const book = await this.#read();
    if (book.requests.some(({ id }) => id === request.id))
      throw new UsageError(`There is a request "${request.id}" already; choose another id`);
    await this.#write(book, [...book.requests, request], request, entry);
  }

  /** Keeps what became of a request that is here. */
  async replace(request: ErasureRequest, entry: Entry): Promise<void> {
    const book = await this.#read();
    const requests = book.requests.map((known) => (known.id === request.id ? request : known));
    await this.#write(book, requests, request, entry);
  }

  async #write(book: Book, requests: readonly ErasureRequest[], changed: ErasureRequest, entry: Entry): Promise<void> {
    const { at, actor, action } = entry;
    const detail = { record: digestOf(changed) };
    const event = { at: at.toISOString(), actor, action, target: changed.id, detail };
    const log = [...book.log, nextEntry(book.log.at(-1) ?? emptyLog, event)];
    await writeFileAtomically(this.#path, `${JSON.stringify({ schema, requests, log }, null, 2)}\n`, 0o600);
  }

  async #read(): Promise<Book> {
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw error;
    });
    if (text === null) return { schema, requests: [], log: [] };
    const book = parseStrict(bookFile, parseJson(text, this.#path), this.#path);
    const verdict = verifyChain(book.log);
    if (!verdict.intact) throw this.#changed(`entry ${verdict.sequence} of its log: ${verdict.reason}`);
    const logged = new Map(book.log.map(({ target, detail }) => [target, detail['record']]));
    if (logged.size !== book.requests.length) throw this.#changed('its log speaks of other requests than it holds');
    const odd = book.requests.find((request) => logged.get(request.id) !== digestOf(request));
    if (odd) throw this.#changed(`request "${odd.id}" is not what its log says`);
    return book;
  }

  #changed(what: string): UsageError {
    return new UsageError(`${this.#path} was changed by other means than palimpsest request (${what}); restore a copy`);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON; restore a copy`);
  }
}
