/** One plug-in and its parameters. */
import { nearestKey } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { columns, emit } from '../output/output.js';
import { catalogue } from './catalogue.js';
import type { PluginDescription } from './describe.js';

/** @throws UsageError with the nearest known id */
export async function showPlugin(id: string, { options }: Invocation): Promise<void> {
  const all = await catalogue(options);
  const found = all.find((plugin) => plugin.id === id);
  if (!found) {
    const known = all.map((plugin) => plugin.id);
    const nearest = nearestKey(id, known);
    throw new UsageError(
      `There is no plug-in "${id}"; ${nearest ? `did you mean "${nearest}"?` : `there are: ${known.join(', ')}`}`,
    );
  }
  await emit(options.json, found, () => textOf(found));
}

function textOf({ kind, id, version, title, goal, reference, needs, ...plugin }: PluginDescription): string {
  const rows = parameterRows(plugin);
  return [
    `${title} (${kind} ${id}, version ${version})`,
    '',
    columns([
      ['goal', goal],
      ['reference', reference],
      ...(needs
        ? [
            ['access', needs.access],
            ['tier', String(needs.tier)],
            ['purpose', needs.purpose],
            ['seen to find', needs.examinedOn.join(', ') || 'nothing yet: its finding nothing says nothing'],
            ['class of attack', needs.attackClasses.join(', ') || 'none: it is a control'],
            ['asks', needs.asks.join(', ')],
            ['runs on', needs.runsOn.join(', ')],
          ]
        : []),
    ]),
    '',
    rows.length === 0 ? 'No parameters.' : columns([['parameter', 'default', 'values', 'what it is'], ...rows]),
  ].join('\n');
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

function parameterRows({ parameters, defaults }: Pick<PluginDescription, 'parameters' | 'defaults'>) {
  const properties = (parameters['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  return Object.entries(properties).map(([name, property]): readonly string[] => [
    name,
    defaultText(defaults[name]),
    valuesText(property),
    property.description ?? '',
  ]);
}

/** ε is kept in [0,1]; people write it in 8-bit units. */
function defaultText(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  if (typeof value !== 'number' || text.length < 8) return text;
  const quarters = Math.round(value * 255 * 4);
  return Math.abs(value * 255 * 4 - quarters) < 1e-9 ? `${quarters / 4}/255` : text;
}

function valuesText({ type, enum: values, anyOf, minimum, maximum }: Schema): string {
  if (values) return values.map(String).join(' | ');
  if (anyOf) return anyOf.map(valuesText).join(' or ');
  const bounds = [
    ...(minimum === undefined ? [] : [`≥ ${minimum}`]),
    ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? [] : [`≤ ${maximum}`]),
  ];
  return [[type ?? 'any'].flat().join(' or '), bounds.join(', ')].join(' ').trim();
}
