/**
 * Parsing that explains itself: every problem at once, each with its path and, for an unknown key, the
 * nearest known one. Used for plans and for the parameters of plug-ins.
 */
import { z } from 'zod';

export interface InputProblem {
  /** Where, as people write it: `probes[1].params.epsilom`. */
  readonly path: string;
  readonly message: string;
  /** The known key that was probably meant. */
  readonly nearest?: string;
}

/** Input that does not fit its schema. `problems` lists all of them. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  constructor(
    /** What was read, for example `plan` or the file name. */
    readonly what: string,
    readonly problems: readonly InputProblem[],
  ) {
    super(
      `${what} is not valid:\n${problems.map((problem) => `  ${problem.path || '(top level)'}: ${problem.message}`).join('\n')}`,
    );
  }
}

/**
 * Parse or throw {@link InvalidInputError}.
 * @param at path of `value` inside the document, put in front of every reported path
 */
export function parseStrict<T extends z.ZodType>(schema: T, value: unknown, what: string, at = ''): z.output<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const keys = knownKeys(schema);
  throw new InvalidInputError(
    what,
    result.error.issues.flatMap((issue) => explain(issue, [], at, keys)),
  );
}

type Path = readonly PropertyKey[];
type KeysAt = (path: Path) => readonly string[];

function explain(issue: z.core.$ZodIssue, above: Path, at: string, keys: KeysAt): readonly InputProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const known = keys(path);
    return issue.keys.map((key) => {
      const nearest = nearestKey(key, known);
      const hint = nearest ? `; did you mean "${nearest}"?` : known.length ? `; known keys: ${known.join(', ')}` : '';
      const where = spell(at, [...path, key]);
      return { path: where, message: `unknown key "${key}"${hint}`, ...(nearest ? { nearest } : {}) };
    });
  }
  if ('input' in issue && issue.input === undefined)
    return [{ path: spell(at, path), message: missing(issue.message) }];
  if (issue.code === 'invalid_union') {
    const closest = deepest(issue.errors);
    if (closest) return closest.flatMap((inner) => explain(inner, path, at, keys));
  }
  return [{ path: spell(at, path), message: issue.message }];
}

/** Keeps what the schema expected, as far as it says. */
function missing(message: string): string {
  const [, expected] = /expected (.*?)(?:, received undefined)?$/.exec(message) ?? [];
  return expected ? `is missing; expected ${expected}` : 'is missing';
}

/** Of a union's branches, the one that got furthest: it is the one the writer meant. */
function deepest(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const meant = (issues: readonly z.core.$ZodIssue[]) =>
    issues.some((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys' || issue.code === 'custom');
  return branches.find(meant);
}

function spell(at: string, path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${String(part)}` : String(part);
  }, at);
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly additionalProperties?: SchemaNode | boolean;
  /** `#/$defs/‹name›`: zod writes a schema with an id once. */
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

function knownKeys(schema: z.ZodType): KeysAt {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
  return (path) => {
    const all = (node: SchemaNode): readonly SchemaNode[] => branches(node, root.$defs ?? {});
    let nodes: readonly SchemaNode[] = [root];
    for (const part of path) nodes = nodes.flatMap(all).flatMap((node) => child(node, part));
    return nodes.flatMap(all).flatMap((node) => Object.keys(node.properties ?? {}));
  };
}

function branches(node: SchemaNode, named: NonNullable<SchemaNode['$defs']>): readonly SchemaNode[] {
  const meant = named[node.$ref?.replace('#/$defs/', '') ?? ''];
  if (meant) return branches(meant, named);
  return (node.anyOf ?? node.oneOf)?.flatMap((branch) => branches(branch, named)) ?? [node];
}

function child(node: SchemaNode, part: PropertyKey): readonly SchemaNode[] {
  if (typeof part === 'number') return node.items ? [node.items] : [];
  const named = node.properties?.[String(part)];
  if (named) return [named];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}

/** The known key within a third of the typed length, by edit distance, two swapped letters being one edit; undefined when none is near. */
export function nearestKey(typed: string, known: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(typed.length / 3));
  const ranked = known
    .map((key) => ({ key, distance: editDistance(typed.toLowerCase(), key.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.key;
}

/** Optimal string alignment distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  let before: readonly number[] = [];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = swaps ? (before[j - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
