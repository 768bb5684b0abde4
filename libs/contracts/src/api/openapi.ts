/** The OpenAPI 3.1 document, from the routes alone. Its JSON Schema is the one zod writes (2020-12). */
import type { z } from 'zod';
import { problem, problemKinds, problemMediaType, problemType, type ProblemKind } from './problem.js';
import type { ParameterShape, Route, Success } from './route.js';
import { Components } from './openapi-components.js';

type JsonObject = Readonly<Record<string, unknown>>;

export interface OpenApiOptions {
  readonly version: string;
  readonly routes: readonly Route[];
}

/** Ends that any route can have, whatever it does. */
const always: readonly ProblemKind[] = ['malformed-request', 'invalid-input', 'too-many-requests', 'internal-error'];

export function openApiDocument({ version, routes }: OpenApiOptions): JsonObject {
  const components = new Components();
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route, components);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Palimpsest',
      version,
      description: 'Audits whether a multimodal model has really unlearned.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key: pal_…' } },
      responses: Object.fromEntries(kindsOf(routes).map((kind) => [kind, problemResponse(kind, components)])),
      schemas: components.schemas,
    },
  };
}

function operationOf(route: Route, components: Components): JsonObject {
  const { id, tag, summary, description, permission, body, example } = route;
  const asks = permission === 'none' || permission === 'caller' ? '' : `Needs \`${permission}\`.`;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...optional('description', [description, asks].filter(Boolean).join(' ')),
    ...(permission === 'none' ? { security: [] } : {}),
    parameters: [
      ...parameters(route.params, 'path', components),
      ...parameters(route.query, 'query', components),
      ...(route.idempotencyKey ? [idempotencyKey] : []),
      ...(route.success.event ? [lastEventId] : []),
    ],
    ...(body ? { requestBody: { required: true, content: requestContent(body, example?.body, components) } } : {}),
    responses: {
      [route.success.status]: responseOf(route.success, example?.response, components),
      ...(route.success.ranges ? partialResponse(route.success) : {}),
      ...Object.fromEntries(problemsOf(route).map((kind) => [problemKinds[kind].status, referenceTo(kind)])),
    },
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same body within a day gives the first answer again; nothing is done twice.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
};

const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event that came: only later ones are sent.',
  schema: { type: 'integer', minimum: 0, maximum: 999_999_999 },
};

/** Every problem kind a route can end with; one per status. */
export function problemsOf({ permission, params, body, idempotencyKey, problems = [] }: Route): readonly ProblemKind[] {
  const known: readonly ProblemKind[] = permission === 'none' ? [] : ['unauthenticated'];
  const asked: readonly ProblemKind[] = permission === 'none' || permission === 'caller' ? [] : ['forbidden'];
  const content: readonly ProblemKind[] = body ? ['too-large', 'unsupported-media-type'] : [];
  const repeated: readonly ProblemKind[] = idempotencyKey ? ['conflict'] : [];
  const hidden: readonly ProblemKind[] = params && 'project' in params.shape ? ['not-found'] : [];
  const kinds = new Set([...always, ...known, ...asked, ...content, ...repeated, ...hidden, ...problems]);
  return [...kinds].sort((a, b) => problemKinds[a].status - problemKinds[b].status);
}

function parameters(
  shape: ParameterShape | undefined,
  place: 'path' | 'query',
  components: Components,
): readonly JsonObject[] {
  return Object.entries(shape?.shape ?? {}).map(([name, schema]) => {
    const { description, ...rest } = components.schemaOf(schema, 'input');
    const required = place === 'path' || !schema.safeParse(undefined).success;
    return { name, in: place, required, ...optional('description', description), schema: rest };
  });
}

function requestContent(body: z.ZodType | 'bytes', example: unknown, components: Components): JsonObject {
  if (body === 'bytes') return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: components.schemaOf(body, 'input'), ...optional('example', example) } };
}

function responseOf(success: Success, example: unknown, components: Components): JsonObject {
  const { schema, mediaType, event, description } = success;
  // What an event holds has no place in OpenAPI before 3.2, which calls it itemSchema; a stream is no string either.
  const content = event ? { 'x-item-schema': components.schemaOf(event, 'output') } : { schema: { type: 'string' } };
  return {
    description,
    ...(success.location
      ? { headers: { Location: { description: 'Where it is', required: true, schema: { type: 'string' } } } }
      : {}),
    ...(schema
      ? {
          content: {
            'application/json': { schema: components.schemaOf(schema, 'output'), ...optional('example', example) },
          },
        }
      : mediaType
        ? { content: { [mediaType]: content } }
        : {}),
  };
}

function partialResponse({ mediaType = 'application/octet-stream' }: Success): JsonObject {
  const content = { [mediaType]: { schema: { type: 'string' } } };
  return {
    206: { description: 'The one range that was asked for', content },
    304: { description: 'What the caller has, says its If-None-Match' },
  };
}

const kindsOf = (routes: readonly Route[]): readonly ProblemKind[] => [...new Set(routes.flatMap(problemsOf))].sort();

const referenceTo = (kind: ProblemKind): JsonObject => ({ $ref: `#/components/responses/${kind}` });

function problemResponse(kind: ProblemKind, components: Components): JsonObject {
  const { status, title } = problemKinds[kind];
  const example = { type: problemType(kind), title, status, detail: `${title}.`, instance: 'req-1f2e3d4c' };
  return {
    description: title,
    content: { [problemMediaType]: { schema: components.schemaOf(problem, 'output'), example } },
  };
}

const optional = (name: string, value: unknown): JsonObject =>
  value === undefined || value === '' ? {} : { [name]: value };
