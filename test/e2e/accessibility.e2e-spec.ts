/**
 * What people read, held against the rules of axe in a browser: reports in both languages and at both levels, a
 * comparison, the page that checks evidence; light and dark, on a phone and on a screen, with every fold open.
 */
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { comparisonExample, reportExample } from '@palimpsest/contracts';
import { renderComparisonHtml, renderHtml } from '@palimpsest/report';
import { buildVerifierPage } from '@palimpsest/verifier';
import type { AxeResults } from 'axe-core';
import { chromium as driver, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, needsChromium } from '../support/browser.js';

const none = () => Promise.resolve(undefined);
const pages: readonly (readonly [string, () => Promise<string>])[] = [
  ['report', () => renderHtml(reportExample, none)],
  ['report in German', () => renderHtml(reportExample, none, { locale: 'de' })],
  ['summary', () => renderHtml(reportExample, none, { level: 'summary' })],
  ['comparison', () => renderComparisonHtml(comparisonExample)],
  ['page that checks evidence', () => buildVerifierPage()],
];
const schemes = ['light', 'dark'] as const;
const widths = [360, 1440] as const;
/** Nobody reads which nodes passed: gathering them takes longer than the rules. */
const axeRun = "axe.run({ resultTypes: ['violations'] })";

describe.skipIf(!chromium)(`accessibility${needsChromium}`, () => {
  let browser: Browser;
  let axe: string;

  beforeAll(async () => {
    browser = await driver.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(() => browser.close());

  describe.each(pages)('%s', (_, render) => {
    let html: string;
    beforeAll(async () => {
      html = await render();
    });

    it.each(schemes.flatMap((scheme) => widths.map((width) => [scheme, width] as const)))(
      'has no serious finding, %s, %i pixels wide, and does not scroll sideways',
      async (colorScheme, width) => {
        const context = await browser.newContext({
          ...{ colorScheme, viewport: { width, height: 900 }, offline: true, bypassCSP: true },
        });
        try {
          const page = await context.newPage();
          await page.setContent(html);
          await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
          await page.addScriptTag({ content: axe });
          const { violations } = await page.evaluate<AxeResults>(axeRun);
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(
            serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
          ).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        } finally {
          await context.close();
        }
      },
    );
  });

  it('would notice text that cannot be read', async () => {
    const page = await browser.newPage();
    await page.setContent(
      '<html lang="en"><title>x</title><main style="color:#aaa;background:#fff">Pale text</main></html>',
    );
    await page.addScriptTag({ content: axe });
    const { violations } = await page.evaluate<AxeResults>(axeRun);
    expect(violations.map(({ id }) => id)).toContain('color-contrast');
    await page.close();
  });
});
