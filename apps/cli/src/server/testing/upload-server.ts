/** The upload routes of a server in memory, which can be told what goes wrong with the next request. */
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  json,
  problem,
  startStandIn,
  type Asked,
  type StandIn,
} from '../../../../../libs/client/src/testing/stand-in.js';

interface Upload {
  readonly bytes: number;
  content: string;
  done?: string;
}

/** Answers a request instead of the routes; nothing when they are to answer after all. */
export type Trouble = (response: ServerResponse, asked: Asked, server: UploadServer) => 'answered' | undefined;

export class UploadServer {
  readonly uploads = new Map<string, Upload>();
  /** One a request of that kind, in order. */
  readonly troubles: Record<'create' | 'read' | 'append' | 'finish', Trouble[]>;
  #standIn: StandIn | undefined;

  constructor() {
    this.troubles = { create: [], read: [], append: [], finish: [] };
  }

  async start(): Promise<string> {
    const standIn: StandIn = await startStandIn((response, count) => this.#answer(response, standIn.asked[count]!));
    this.#standIn = standIn;
    return standIn.url;
  }

  close = (): Promise<void> => this.#standIn?.close() ?? Promise.resolve();

  /** What was asked, in short: `append 0-4`. */
  get log(): readonly string[] {
    return (this.#standIn?.asked ?? []).map((asked) => {
      const { kind, offset } = read(asked);
      return kind === 'append' ? `append ${offset}-${offset + asked.body.length}` : kind;
    });
  }

  /** As a storage keeps what came before a connection broke. */
  keep(id: string, content: string): void {
    const upload = this.uploads.get(id);
    if (upload) upload.content += content;
  }

  #answer(response: ServerResponse, asked: Asked): void {
    const { kind, id, offset } = read(asked);
    if (this.troubles[kind].shift()?.(response, asked, this) === 'answered') return;
    if (kind === 'create') return this.#create(response, JSON.parse(asked.body) as { bytes: number });
    const upload = this.uploads.get(id);
    if (!upload) return problem(response, 404, 'not-found');
    if (kind === 'finish') return finish(response, upload, (JSON.parse(asked.body) as { sha256: string }).sha256);
    if (kind === 'append' && offset !== upload.content.length) return problem(response, 409, 'conflict');
    if (kind === 'append') upload.content += asked.body;
    json(response, { id, offset: upload.content.length, bytes: upload.bytes });
  }

  #create(response: ServerResponse, { bytes }: { readonly bytes: number }): void {
    const id = `upload-${this.uploads.size}`;
    this.uploads.set(id, { bytes, content: '' });
    json(response, { id, offset: 0, bytes }, 201);
  }
}

function finish(response: ServerResponse, upload: Upload, sha256: string): void {
  if (createHash('sha256').update(upload.content).digest('hex') !== sha256) return problem(response, 409, 'conflict');
  upload.done = sha256;
  json(response, { sha256, bytes: upload.bytes });
}

function read({ method, path }: Asked) {
  const url = new URL(path, 'http://stand-in.test');
  const [, , , , , , id = '', isFinish] = url.pathname.split('/');
  const kind = isFinish ? 'finish' : method === 'PATCH' ? 'append' : method === 'GET' ? 'read' : 'create';
  return { kind, id, offset: Number(url.searchParams.get('offset')) } as const;
}
