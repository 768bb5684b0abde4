/**
 * The one error of the graph level: an operator nobody knows, shapes that do not fit, a name used twice.
 * Its message says what, where and what to do; its fields let a caller list several.
 */

export interface GraphErrorSite {
  /** Name of the node, value or constant at fault. */
  readonly where: string;
  readonly opType?: string;
  readonly domain?: string;
}

export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly where: string;
  readonly opType: string | null;
  readonly domain: string | null;

  constructor(message: string, site: GraphErrorSite) {
    super(message);
    this.where = site.where;
    this.opType = site.opType ?? null;
    this.domain = site.domain ?? null;
  }
}
