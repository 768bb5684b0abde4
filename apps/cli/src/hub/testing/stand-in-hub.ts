/**
 * A hub in memory with its content network, as two servers on this machine: revisions, file listings in pages, small
 * files, and large ones behind a redirect. It can be told what goes wrong with the next request of a kind.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendContent } from './send-content.js';

export interface AskedOfHub {
  readonly server: 'hub' | 'cdn';
  /** What was asked for: `revision`, `tree`, or a file by its path. */
  readonly what: string;
  readonly headers: IncomingHttpHeaders;
}

export interface PublishedRepository {
  readonly commit: string;
  readonly revisions: readonly string[];
  readonly files: Readonly<Record<string, Buffer>>;
}

export interface ListedEntry {
  readonly type: string;
  readonly path: string;
  readonly size: number;
  readonly oid: string;
  readonly lfs?: { readonly oid: string; readonly size: number };
}

/** Answers a request in place of the hub; nothing when it is to answer after all. */
export type HubTrouble = (response: ServerResponse, content: Buffer, asked: AskedOfHub) => 'answered' | undefined;

export class StandInHub {
  readonly asked: AskedOfHub[] = [];
  /** By `<server> <what>`, for example `cdn onnx/embed_tokens.onnx`: one a request, in order. */
  readonly troubles = new Map<string, HubTrouble[]>();
  /** What the listing says; the truth unless told. */
  listed: (entries: readonly ListedEntry[]) => readonly ListedEntry[] = (entries) => entries;
  /** Without it, nothing is told. */
  token: string | null = null;
  readonly #repositories = new Map<string, PublishedRepository>();
  readonly #servers: Server[] = [];
  #urls: readonly string[] = [];

  async start(): Promise<void> {
    for (const server of ['hub', 'cdn'] as const) {
      const http = createServer((request, response) => {
        const [path = '', query] = (request.url ?? '').split('?');
        this.#answer(response, server, decodeURIComponent(path), new URLSearchParams(query), request.headers);
      });
      this.#servers.push(http.listen(0, '127.0.0.1'));
      await once(http, 'listening');
    }
    this.#urls = this.#servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  get endpoint(): string {
    return this.#urls[0] ?? '';
  }

  /** As they are named in an allow-list. */
  get hosts(): readonly string[] {
    return this.#urls.map((url) => new URL(url).host);
  }

  publish(name: string, repository: PublishedRepository): void {
    this.#repositories.set(name, repository);
  }

  trouble(kind: string, ...troubles: HubTrouble[]): void {
    this.troubles.set(kind, [...(this.troubles.get(kind) ?? []), ...troubles]);
  }

  /** What was asked, in short: `hub tree`. */
  get log(): readonly string[] {
    return this.asked.map(({ server, what }) => `${server} ${what}`);
  }

  close(): void {
    for (const server of this.#servers) server.close().closeAllConnections();
  }

  #answer(
    response: ServerResponse,
    server: AskedOfHub['server'],
    path: string,
    query: URLSearchParams,
    headers: IncomingHttpHeaders,
  ): void {
    const isApi = path.startsWith('/api/models/');
    const [org, name, kind = '', revision = '', ...rest] = path.slice(isApi ? 12 : 1).split('/');
    const what = isApi ? kind : rest.join('/');
    const asked = { server, what, headers };
    this.asked.push(asked);
    const repository = this.#repositories.get(`${org}/${name}`);
    const content = repository?.files[what] ?? Buffer.alloc(0);
    if (this.troubles.get(`${server} ${what}`)?.shift()?.(response, content, asked) === 'answered') return;
    if (server === 'hub' && this.token && headers.authorization !== `Bearer ${this.token}`) return end(response, 401);
    if (!repository) return end(response, 404);
    if (isApi && kind === 'revision') {
      const reference = [revision, ...rest].join('/');
      if (![...repository.revisions, repository.commit].includes(reference)) return end(response, 404);
      return json(response, { _id: '1', id: `${org}/${name}`, sha: repository.commit, lastModified: '2026-01-01' });
    }
    if (revision !== repository.commit) return end(response, 404);
    if (isApi) return this.#page(response, repository, path, Number(query.get('cursor') ?? 0));
    if (!(what in repository.files)) return end(response, 404);
    if (server === 'hub' && isLarge(what))
      return void response.writeHead(302, { location: `${this.#urls[1]}${path}?signature=x` }).end();
    sendContent(response, content, headers);
  }

  #page(response: ServerResponse, { files }: PublishedRepository, path: string, cursor: number): void {
    const entries = this.listed(Object.entries(files).map(([name, content]) => entryOf(name, content)));
    const next = cursor + 3;
    const link = `<${this.endpoint}${path}?recursive=true&cursor=${next}>; rel="next"`;
    if (next < entries.length) response.setHeader('link', link);
    json(response, entries.slice(cursor, next));
  }
}

const isLarge = (path: string): boolean => path.startsWith('onnx/');
const digest = (algorithm: string, content: Buffer | string) => createHash(algorithm).update(content).digest('hex');

function entryOf(path: string, content: Buffer): ListedEntry {
  const size = content.length;
  const oid = digest('sha1', Buffer.concat([Buffer.from(`blob ${size}\0`), content]));
  if (!isLarge(path)) return { type: 'file', path, size, oid };
  return { type: 'file', path, size, oid: digest('sha1', oid), lfs: { oid: digest('sha256', content), size } };
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

const end = (response: ServerResponse, status: number): void => void response.writeHead(status).end();
