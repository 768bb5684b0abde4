/**
 * What every plug-in must be, whatever it does: complete, named after its file, in its roster, with parameters that
 * explain themselves. Flags, schemas, pages and reports are derived from this.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { PluginMetadata } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { describe, expect, it } from 'vitest';
import { describeParameters } from './small-params.js';

const kinds = ['probe', 'detector', 'defense', 'metric'] as const;
type Kind = (typeof kinds)[number];

const rosters: Readonly<Record<Kind, readonly PluginMetadata[]>> = {
  probe: catalog.probes,
  detector: catalog.detectors,
  defense: catalog.defenses,
  metric: catalog.metrics,
};

interface Definition {
  /** Name of the file without `.ts`. */
  readonly file: string;
  /** The exported constant. */
  readonly constant: string;
}

/** Files of a lib that call its `define…`. */
function definitions(kind: Kind): readonly Definition[] {
  const folder = new URL(`../../libs/${kind}s/src/`, import.meta.url);
  const call = new RegExp(`export const (\\w+)\\s*=\\s*define${kind[0]?.toUpperCase()}${kind.slice(1)}\\(`);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('spec.ts'))
    .flatMap((name) => {
      const constant = call.exec(readFileSync(new URL(name, folder), 'utf8'))?.[1];
      return constant === undefined ? [] : [{ file: name.slice(0, -'.ts'.length), constant }];
    });
}

describe.each(kinds)('the roster of %ss', (kind) => {
  it('has a line for every file that defines one', () => {
    const listed = rosters[kind].map(({ id }) => id);
    const forgotten = definitions(kind).filter(({ file }) => !listed.includes(file));
    const lines = forgotten.map(
      ({ file, constant }) =>
        `libs/${kind}s/src/roster.ts: import { ${constant} } from './${file}.js'; and in the list: ${constant}`,
    );
    expect(lines, 'add to the roster (the id must be the name of the file)').toEqual([]);
  });

  it('names every plug-in after its file', () => {
    const files = definitions(kind).map(({ file }) => file);
    expect(rosters[kind].map(({ id }) => id).filter((id) => !files.includes(id))).toEqual([]);
  });
});

const plugins: readonly PluginMetadata[] = kinds.flatMap((kind) => rosters[kind]);

describe.each(plugins.map((plugin) => [plugin.id, plugin] as const))('%s', (_, plugin) => {
  it('says what it is in a title, a clause and a reference', () => {
    expect(plugin.title).toMatch(/^\p{Lu}.{3,}$/u);
    expect(plugin.goal).toMatch(/^\p{Ll}.{10,}[^.]$/u);
    expect(plugin.reference).toMatch(/arXiv|SCIENCE|§|\d{4}/);
  });

  it('has a default for every parameter and refuses unknown ones', () => {
    const { params } = plugin;
    const defaults = params.parse({});
    expect(Object.keys(defaults).sort()).toEqual(Object.keys(describeParameters(params)).sort());
    expect(Object.values(defaults)).not.toContain(undefined);
    expect(params.safeParse({ noSuchParameter: 1 }).success).toBe(false);
  });

  it('describes every parameter', () => {
    const silent = Object.entries(describeParameters(plugin.params)).filter(([, { description = '' }]) => !description);
    expect(silent.map(([name]) => name)).toEqual([]);
  });
});
