/** As much of an OpenAPI document as the generator reads. */

interface Content {
  readonly schema: object;
  /** Of a stream of events: what `data` holds. */
  readonly 'x-item-schema'?: object;
}

export interface OperationObject {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: 'path' | 'query' | 'header' }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Content>> }>
  >;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: object };
}
