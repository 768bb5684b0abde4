/** The generated types: what openapi-typescript makes of the document, without what the runtime takes care of. */
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import type { Document, OperationObject } from './document.js';

export async function renderTypes(document: Document): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(forTypes(document)), {
    defaultNonNullable: false, // what has a default may be left away when it is sent
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    transform: (_, { path }) => (path === '#/components/schemas/Json' ? jsonValue : undefined),
  });
  return `${header}\n${astToString(nodes.filter(isWanted))}`;
}

/** A type that holds itself cannot be reached through the interface it is in. */
const jsonValue = ts.factory.createTypeReferenceNode('JsonValue');

const header = `/** Generated from docs/openapi.json by \`npm run sync\`; changes here are lost. */
type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
`;

const unwanted = new Set(['paths', 'webhooks', '$defs']);

function isWanted(node: ts.Node): boolean {
  const isNamed = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
  return !isNamed || !unwanted.has(node.name.text);
}

/** Every failure is a Problem, keys and event numbers are the runtime's, and examples are for pages. */
function forTypes({ paths, components, ...rest }: Document): object {
  return {
    ...rest,
    paths: mapValues(paths, (path) => mapValues(path, operationForTypes)),
    components: { schemas: components.schemas },
  };
}

function operationForTypes({ responses, parameters, requestBody, ...operation }: OperationObject): object {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2') && status !== '206');
  return {
    ...operation,
    parameters: parameters.filter((parameter) => parameter.in !== 'header'),
    ...(requestBody
      ? { requestBody: { ...requestBody, content: mapValues(requestBody.content, contentForTypes) } }
      : {}),
    responses: Object.fromEntries(
      successes.map(([status, { description, content }]) => [
        status,
        { description, ...(content ? { content: mapValues(content, contentForTypes) } : {}) },
      ]),
    ),
  };
}

type Content = NonNullable<OperationObject['requestBody']>['content'][string];

const contentForTypes = (content: Content): object => ({ schema: content['x-item-schema'] ?? content.schema });

const mapValues = <T>(record: Readonly<Record<string, T>>, change: (value: T) => object): Record<string, object> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
