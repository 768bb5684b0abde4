/** docs/compliance.md says which probe tries what; that must be what filings are made from. */
import { readFileSync } from 'node:fs';
import { catalog } from '@palimpsest/catalog';
import { instruments, profiles } from '@palimpsest/compliance';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../docs/compliance.md', import.meta.url), 'utf8');
const rows = page.split('\n').flatMap((line) => {
  const [, probe, channel, classes] = /^\| `([a-z-]+)` +\| (queries|weights) +\| (.+?) +\|$/.exec(line) ?? [];
  return probe === undefined ? [] : [{ probe, channel, classes }];
});

it('lists every probe with its channel and classes of attack, in the order of the roster', () => {
  expect(rows).toEqual(
    catalog.probes.map(({ id, access, attackClasses }) => ({
      probe: id,
      channel: access === 'gradient' || access === 'weights' ? 'weights' : 'queries',
      classes: attackClasses.length > 0 ? attackClasses.join(', ') : 'none: it is a control',
    })),
  );
});

it('names every profile, and speaks of no command for an instrument that is not there', () => {
  for (const { id } of profiles) expect(page).toContain(`\`${id}\``);
  const shown = [...page.matchAll(/compliance show ([\w-]+)/g)].map(([, id]) => id);
  const known = [...instruments, ...profiles].map(({ id }) => id);
  expect(shown.filter((id) => id !== undefined && !known.includes(id))).toEqual([]);
});
