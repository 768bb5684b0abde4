import { describe, expect, it } from 'vitest';
import { comparisonExample, type Comparison } from '@palimpsest/contracts';
import { drawComparison } from './draw-comparison.js';
import { renderComparisonHtml } from './render-comparison.js';

const render = (comparison: Comparison = comparisonExample) => renderComparisonHtml(comparison);
const section = (html: string, id: string) => {
  const from = html.indexOf(`<section id="${id}"`);
  if (from < 0) throw new Error(`no section ${id}`);
  return html.slice(from, html.indexOf('</section>', from));
};

describe('renderComparisonHtml', () => {
  it('starts with the ranks, shared where targets were not told apart', async () => {
    const html = await render();
    const ranks = section(html, 'ranks');
    expect(html.indexOf('<table>')).toBe(html.indexOf('<table>', html.indexOf('<section id="ranks"')));
    for (const text of ['>1–2<', '>1–3<', '>2–3<', '>none<']) expect(ranks).toContain(text);
    expect(ranks).toContain('1 of 3 pairs of targets could be told apart; the others share ranks.');
    expect(ranks).toContain('the attack did not work as an attack: sua/sua/free');
    expect(ranks).toContain('the highest of reference (reference), guessing (uniform guess), at the worst of 2');
  });

  it('says over how many tests each p was adjusted, and by which method', async () => {
    const differences = section(await render(), 'differences');
    expect(differences).toContain('p adjusted by Holm over 6 tests');
    expect(differences).toContain('adjusted by Benjamini–Hochberg over 2 tests');
    expect(differences).toContain('adjusted by Holm over 12 tests');
    expect(differences).toContain('&lt; 0.0001');
  });

  it('turns a difference around where the pair is read the other way', async () => {
    const differences = section(await render(), 'differences');
    expect(differences).toContain('−64.7</strong> <small>[−71.7, −57.7]');
    expect(differences).toContain('+64.7</strong> <small>[+57.7, +71.7]');
  });

  it('writes every number below zero with a minus sign, not a hyphen', async () => {
    const [, body = ''] = (await render()).split('</head>');
    expect(body.match(/>[^<]*(?<![\w.])-\d[^<]*</g)).toBeNull();
  });

  it('says in words what was not measured, and draws no point for it', async () => {
    const html = await render();
    expect(section(html, 'matrix')).toContain('the audit has no such probe');
    expect(section(html, 'utility')).toContain('not measured: not asked');
    const { forgetUtility } = await drawComparison(comparisonExample);
    expect(forgetUtility).toContain('C idk-few');
    expect(forgetUtility).not.toContain('vendor');
    const reason = 'the audits have no detectors';
    const bare = await render({ ...comparisonExample, stealthRecovery: { state: 'not-measured', reason } });
    expect(section(bare, 'stealth')).toContain(`Not measured: ${reason}`);
    expect(section(bare, 'stealth')).not.toContain('<svg');
  });

  it('says so where no point can be drawn', async () => {
    const missing = { state: 'not-measured', reason: 'not asked' } as const;
    const forgetUtility = comparisonExample.forgetUtility.map((row) => ({ ...row, retain: missing }));
    const html = await render({ ...comparisonExample, forgetUtility });
    expect(section(html, 'utility')).toContain('No plot');
  });

  it('lists in what the audits differ, and has no such section where they do not', async () => {
    const html = await render();
    for (const text of comparisonExample.warnings) expect(section(html, 'warnings')).toContain(text);
    expect(await render({ ...comparisonExample, warnings: [] })).not.toContain('#warnings');
  });

  it('has a table for each plot, with its numbers', async () => {
    const html = await render();
    for (const [id, number] of [
      ['utility', '97.9 %'],
      ['stealth', '0.910'],
    ] as const) {
      expect(section(html, id)).toMatch(/<svg [^>]*role="img" aria-label="[^"]+"/);
      expect(section(html, id)).toContain(number);
    }
  });

  it('opens from disk and can be read from the keyboard', async () => {
    const html = await render();
    expect(html).not.toMatch(/<script|javascript:|@import|<link|<img|url\(/);
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(addresses.filter((address) => !address.startsWith('#'))).toEqual([]);
    for (const anchor of addresses) expect(html).toContain(`id="${anchor.slice(1)}"`);
    expect(html.match(/<table>/g)?.length).toBe(html.match(/tabindex="0" role="region" aria-label="/g)?.length);
    expect(html.match(/<svg (?![^>]*(aria-hidden|aria-label))/g)).toBeNull();
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('escapes what comes from outside', async () => {
    const warnings = ['<img src=x onerror=alert(1)>'];
    expect(await render({ ...comparisonExample, warnings })).not.toContain('<img src=x');
  });

  it('draws the same bytes twice', async () => {
    expect(await render()).toBe(await render());
  });
});
