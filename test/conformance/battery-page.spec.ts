/** docs/battery.md is written by hand; what it says of a probe that the definition says too must agree. */
import { readFileSync } from 'node:fs';
import { catalog } from '@palimpsest/catalog';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../docs/battery.md', import.meta.url), 'utf8');
const rows = page.split('\n').flatMap((line) => {
  const [, probe, tier, access] = /^\| `([a-z-]+)` +\| (\d) +\| (\w+) +\|/.exec(line) ?? [];
  return probe === undefined ? [] : [{ probe, tier: Number(tier), access }];
});

it('docs/battery.md lists every probe with its tier and access, in the order of the roster', () => {
  expect(rows).toEqual(catalog.probes.map(({ id, tier, access }) => ({ probe: id, tier, access })));
});
