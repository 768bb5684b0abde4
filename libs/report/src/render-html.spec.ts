import { describe, expect, it } from 'vitest';
import { reportExample, type Report } from '@palimpsest/contracts';
import { renderHtml } from './html/render-html.js';

const pixel = Uint8Array.from([137, 80, 78, 71]);
const render = (report: Report = reportExample) => renderHtml(report, () => Promise.resolve(pixel));

describe('renderHtml', () => {
  it('says the verdict and its scope before any other number', async () => {
    const html = await render();
    const order = [
      'id="verdict"',
      'id="scope"',
      'id="limits"',
      'id="recovery"',
      'id="detectors"',
      'id="defenses"',
      'id="identity"',
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
