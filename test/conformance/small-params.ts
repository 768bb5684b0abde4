/** Parameters of a plug-in, made small from its own schema, so that every plug-in is tried by the same code. */
import { z } from 'zod';

export interface ParameterDescription {
  readonly default?: unknown;
  readonly description?: string;
  readonly type?: string;
  readonly minimum?: number;
  readonly anyOf?: readonly ParameterDescription[];
}

/** What the schema says of each parameter: what command-line flags and pages are made from. */
export function describeParameters(schema: z.ZodObject): Readonly<Record<string, ParameterDescription>> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return (json.properties ?? {}) as Readonly<Record<string, ParameterDescription>>;
}

/** Defaults, with every count brought down to `most`, and then `changes`. */
export function smallParams(schema: z.ZodObject, changes: Record<string, unknown> = {}, most = 2) {
  const counts = Object.entries(describeParameters(schema)).flatMap(([name, description]) => {
    const { type, default: usual, minimum = 0 } = description;
    if (type !== 'integer' || typeof usual !== 'number') return [];
    return [[name, Math.max(minimum, Math.min(usual, most))] as const];
  });
  return schema.parse({ ...Object.fromEntries(counts), ...changes });
}
