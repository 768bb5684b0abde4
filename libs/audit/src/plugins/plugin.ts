/**
 * What every plug-in says about itself. CLI flags, schemas, docs pages, conformance tests and the report
 * derive from this object, so there is no second place to edit.
 */
import type { z } from 'zod';

export interface PluginMetadata {
  /** Named after the technique (probes, defenses) or after what is looked at (detectors); equals the file name. */
  readonly id: string;
  /** Raise it when results change: it is part of every unit's key. */
  readonly version: number;
  readonly title: string;
  /** One imperative clause: what it tries to do. */
  readonly goal: string;
  /** Paper, standard or section the method comes from. */
  readonly reference: string;
  /** Every parameter with its default; unknown keys are refused. */
  readonly params: z.ZodObject;
}

/** The parameters after parsing, as findings keep them. */
export type ParsedParams<Schema extends z.ZodObject> = z.output<Schema>;

/** A definition is incomplete or contradicts itself. Thrown when the module loads, so it cannot be missed. */
export class PluginDefinitionError extends Error {
  override readonly name = 'PluginDefinitionError';
  constructor(
    readonly kind: string,
    readonly id: string,
    readonly problem: string,
  ) {
    super(`${kind} "${id}": ${problem}`);
  }
}

/** Checks what types cannot: non-empty texts, an id that is safe in file names. */
export function checkMetadata(kind: string, definition: PluginMetadata): void {
  const fail = (problem: string) => {
    throw new PluginDefinitionError(kind, definition.id, problem);
  };
  if (!/^[a-z][a-z0-9-]*$/.test(definition.id)) fail('the id must be lower-case letters, digits and dashes');
  if (!Number.isInteger(definition.version) || definition.version < 1)
    fail('the version must be a whole number from 1');
  for (const field of ['title', 'goal', 'reference'] as const) {
    if (definition[field].trim() === '') fail(`the ${field} is empty`);
  }
}
