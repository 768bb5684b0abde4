/** The server over HTTP, as far as the demo needs it. An API that is away for a moment is asked again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem, Route, RouteOutput } from '@palimpsest/contracts';
import { UsageError } from '../../failure.js';

export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const patienceMs = 60_000;
const againMs = 500;

export class ApiClient {
  /** @param signal gives up whatever is being asked */
  constructor(
    private readonly url: string,
    private readonly key: string,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws UsageError with what the server says is wrong */
  async call<R extends Route>(route: R, asked: Asked = {}): Promise<RouteOutput<R>> {
    const { schema } = route.success;
    const answer: unknown = await (await this.open(route, asked)).json();
    return (schema ? schema.parse(answer) : answer) as RouteOutput<R>;
  }

  async text(route: Route, asked: Asked = {}): Promise<string> {
    return (await this.open(route, asked)).text();
  }

  async bytes(route: Route, asked: Asked = {}): Promise<Uint8Array> {
    return new Uint8Array(await (await this.open(route, asked)).arrayBuffer());
  }

  /** Everything that the demo asks may be asked twice. @throws UsageError */
  async open({ method, path, summary }: Route, { params = {}, body, headers }: Asked): Promise<Response> {
    const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const request = {
      ...{ method: method.toUpperCase(), signal: this.signal, body: body === undefined ? null : JSON.stringify(body) },
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json', ...headers },
    };
    const late = AbortSignal.timeout(patienceMs);
    for (;;) {
      const response = await fetch(`${this.url}/api/v1${place}`, request).catch((error: Error) => error);
      if (!(response instanceof Error) && response.status < 500) return fine(response, summary);
      if (this.signal.aborted || late.aborted) throw away(response, summary);
      await sleep(againMs);
    }
  }
}

async function fine(response: Response, summary: string): Promise<Response> {
  if (response.ok) return response;
  const { detail } = (await response.json()) as Problem;
  throw new UsageError(`${summary}: ${detail}`);
}

const away = (response: Response | Error, summary: string): Error =>
  response instanceof Error ? response : new UsageError(`${summary}: the server answers ${response.status}`);
