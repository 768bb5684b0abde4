/** Named schemas of an OpenAPI document: a schema with an id is written once and referred to by its name. */
import { z } from 'zod';

type JsonObject = Readonly<Record<string, unknown>>;

export class Components {
  readonly schemas: Record<string, JsonObject> = {};

  /** The schema, or a reference to it when it has a name; named schemas inside it become references too. */
  schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
    const { $defs, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    for (const [name, definition] of Object.entries($defs ?? {})) this.#add(name, definition);
    return rewritten(rest);
  }

  #add(name: string, definition: JsonObject): void {
    const [known, schema] = [this.schemas[name], rewritten(definition)];
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`two schemas are called ${name}: give what is sent and what is answered names of their own`);
    }
    this.schemas[name] = schema;
  }
}

/** zod points into `$defs`, an OpenAPI document into its components; dialect and id are said by the document. */
function rewritten(schema: JsonObject): JsonObject {
  const own = Object.entries(schema).filter(([name]) => name !== '$schema' && name !== 'id');
  const text = JSON.stringify(Object.fromEntries(own)).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text) as JsonObject;
}
