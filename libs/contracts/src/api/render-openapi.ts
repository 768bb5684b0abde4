/** `docs/openapi.json`: the document of all routes, as it is committed. */
import { openApiDocument } from './openapi.js';
import { routes } from './roster.js';

/** @param version of the installation; the committed document has the version in package.json */
export function renderOpenApi(version: string): string {
  return `${JSON.stringify(openApiDocument({ version, routes: Object.values(routes) }), null, 2)}\n`;
}
