import { describe, expect, it } from 'vitest';
import { reportExample, type Report } from '@palimpsest/contracts';
import { renderHtml } from './html/render-html.js';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);
const render = (report: Report = reportExample) => renderHtml(report, () => Promise.resolve(pixel));

describe('renderHtml', () => {
  it('says the verdict and its scope before any other number', async () => {
    const html = await render();
    const order = [
      'id="verdict"',
      'id="summary"',
      'id="scope"',
      'id="identity"',
      'id="recovery"',
      'id="targets"',
      'id="attacks"',
      'id="pictures"',
      'id="detectors"',
      'id="defenses"',
      'id="utility"',
      'id="references"',
      'id="people"',
      'id="method"',
      'id="limits"',
      'id="glossary"',
    ];
    const places = order.map((mark) => html.indexOf(mark));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('opens from disk: no script, no address outside the file', async () => {
    const html = await render();
    expect(html).not.toMatch(/<script|javascript:|@import|<link/);
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(addresses.filter((address) => !/^(#|data:image\/png;base64,)/.test(address))).toEqual([]);
  });

  it('writes a missing number in words with its reason, never as zero', async () => {
    const html = await render();
    expect(html).toContain('not measured: the defense failed to load');
  });

  it('starts a report of several targets with one table: verdict, leak with interval, deciding probe, clean rates', async () => {
    const html = await render();
    const table = html.slice(html.indexOf('<table>'), html.indexOf('</table>'));
    expect(html.indexOf('<table>')).toBeLessThan(html.indexOf('id="scope"'));
    for (const { checkpoint, verdict } of reportExample.targets) {
      expect(table).toContain(`href="#target-${checkpoint}"`);
      expect(table).toContain(`badge ${verdict.value}`);
    }
    expect(table).toContain('+62.4 <small>[+57.9, +66.9]</small>');
    expect(table).toContain('direct (choice)');
    expect(table).toContain('95.2 %');
  });

  it('shows one target as facts instead of a table of one row', async () => {
    const html = await render({ ...reportExample, targets: reportExample.targets.slice(0, 1) });
    expect(html.indexOf('<dl class="facts">')).toBeLessThan(html.indexOf('<table>'));
    expect(html).toContain('Smallest detectable leak');
  });

  it('draws a bar beside a number, never instead of it, and none for what is missing', async () => {
    const html = await render();
    const bars = html.match(/<svg class="bar[^>]*>/g) ?? [];
    expect(bars.length).toBeGreaterThan(20);
    expect(bars.every((bar) => bar.includes('aria-hidden="true"'))).toBe(true);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('gives every picture words and every section a heading that names it', async () => {
    const html = await render();
    expect(html.match(/<img (?![^>]*alt="[^"]+")/g)).toBeNull();
    for (const [, id = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g)) expect(html).toContain(`id="${id}"`);
    for (const [, anchor = ''] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${anchor}"`);
    expect(html.match(/<svg (?![^>]*(aria-hidden|aria-label))/g)).toBeNull();
  });

  it('says once what is missing for several checkpoints for one reason', async () => {
    const row = (name: string) => ({ what: `${name}: control equal noise`, reason: 'no noise was tried' });
    const html = await render({ ...reportExample, notMeasured: [row('npo'), row('idk-few')] });
    expect(html).toContain('control equal noise, for npo, idk-few');
    expect(html.match(/no noise was tried/g)).toHaveLength(1);
  });

  it('prints published metrics beside those of the references, with what they mean, and none for an older report', async () => {
    const html = await render();
    const section = html.slice(html.indexOf('<section id="references"'), html.indexOf('<section id="people"'));
    for (const number of ['0.191', '0.517', '6.830', '4.1 × 10⁻⁴', 'D 0.226', '0.735', '−71.600', '1.370']) {
      expect(section).toContain(number);
    }
    expect(section.match(/<dt>/g)).toHaveLength(6);
    for (const depth of ['0.612', '0.987', 'layer 2: 76.1 %, 5.3 %, 32.8 %', '61.2 % erased', 'too little to lose']) {
      expect(section).toContain(depth);
    }
    const { references, ...older } = reportExample;
    expect(references).toHaveLength(2);
    const unread = references?.filter(({ depth }) => !depth) ?? [];
    expect(unread).toHaveLength(1);
    expect(await render({ ...older, references: unread })).not.toContain('Erasure depth');
    expect(await render(older)).not.toContain('id="references"');
  });

  it('prints membership inference at few false positives beside its area, and none for an older report', async () => {
    const html = await render();
    const section = html.slice(html.indexOf('<section id="membership"'), html.indexOf('<section id="references"'));
    for (const text of ['found at 0.1 % false positives', '0.917', '43.8 %', '160 people outside: 1000 are needed']) {
      expect(section).toContain(text);
    }
    const { membership, ...older } = reportExample;
    expect(membership).toHaveLength(2);
    expect(await render(older)).not.toContain('id="membership"');
  });

  it('labels every defense that was not tested adaptively', async () => {
    const html = await render();
    expect(html.match(/not adaptively tested<\/td>/g)).toHaveLength(reportExample.defenses.length);
  });

  it('names every target, endpoint, subject and digest of the model', async () => {
    const html = await render();
    for (const target of reportExample.targets) {
      expect(html).toContain(target.verdict.sentence);
      for (const endpoint of target.endpoints) expect(html).toContain(endpoint.id);
    }
    for (const { subject } of reportExample.subjects) expect(html).toContain(subject);
    for (const { digest } of reportExample.identity.checkpoints) expect(html).toContain(digest);
  });

  it('escapes what comes from outside', async () => {
    const html = await render({ ...reportExample, title: '<img src=x onerror=alert(1)>' });
    expect(html).not.toContain('<img src=x');
  });

  it('gives every table cell a readable picture of absence when a picture is not in the bundle', async () => {
    const html = await renderHtml(reportExample, () => Promise.resolve(undefined));
    expect(html).toContain('not in this bundle');
    expect(html).not.toContain('src="undefined"');
  });

  it('draws the same bytes twice', async () => {
    expect(await render()).toBe(await render());
  });
});
