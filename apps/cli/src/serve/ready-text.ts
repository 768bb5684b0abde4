/** What is told when the server is ready. The key of the first administrator is told here and nowhere else, this once. */
import { writeFileSync } from 'node:fs';
import { jsonFile, type JsonOption } from '../output/json-option.js';
import type { ServerReady } from './local-server.js';

export function tellReady(ready: ServerReady, json: JsonOption): void {
  const file = jsonFile(json);
  const line = `${JSON.stringify({ url: ready.url, docs: docsOf(ready), key: ready.key })}\n`;
  if (file !== null) writeFileSync(file, line, { mode: 0o600 });
  process.stdout.write(json !== undefined && file === null ? line : readyText(ready));
}

export function readyText(ready: Pick<ServerReady, 'url' | 'key'>): string {
  const key = ready.key === null ? [] : [`The first administrator's API key, shown this once: ${ready.key}`];
  return [`Palimpsest serves at ${ready.url}, documented at ${docsOf(ready)}`, ...key, ''].join('\n');
}

const docsOf = ({ url }: Pick<ServerReady, 'url'>): string => `${url}/docs`;
