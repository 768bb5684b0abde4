/** The generated table: what the runtime has to know of each operation, and no more. */
import type { Document, OperationObject } from './document.js';

export function renderOperations({ paths }: Document): string {
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => entry(path, method, operation)),
  );
  return `${header}\n\nexport const operations = {\n${entries.join('')}} as const satisfies Record<string, Operation>;\n`;
}

const header = `/** Generated from docs/openapi.json by \`npm run sync\`; changes here are lost. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly query: readonly string[];
  readonly takes: 'json' | 'bytes' | 'nothing';
  readonly gives: 'json' | 'text' | 'bytes' | 'events' | 'nothing';
  readonly idempotencyKey: boolean;
}`;

function entry(path: string, method: string, operation: OperationObject): string {
  const { operationId, parameters, requestBody, responses } = operation;
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const lines = [
    `method: '${method.toUpperCase()}'`,
    `path: '${path}'`,
    `query: [${query.map((name) => `'${name}'`).join(', ')}]`,
    `takes: '${kindOf(requestBody?.content)}'`,
    `gives: '${kindOf(success?.content)}'`,
    `idempotencyKey: ${parameters.some(({ name }) => name === 'Idempotency-Key')}`,
  ];
  return `  ${operationId}: {\n${lines.map((line) => `    ${line},\n`).join('')}  },\n`;
}

const kinds: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/octet-stream': 'bytes',
  'application/pdf': 'bytes',
  'application/x-tar': 'bytes',
  'text/event-stream': 'events',
  'text/html': 'text',
};

/** @throws Error for a media type that the runtime does not know */
function kindOf(content: object | undefined): string {
  const [mediaType] = Object.keys(content ?? {});
  if (mediaType === undefined) return 'nothing';
  const kind = kinds[mediaType];
  if (kind === undefined) throw new Error(`${mediaType}: tell the client’s runtime and its generator how to read it`);
  return kind;
}
