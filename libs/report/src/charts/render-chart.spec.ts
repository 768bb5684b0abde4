import { describe, expect, it } from 'vitest';
import { reportLocales, type ReportLocale } from '@palimpsest/contracts';
import { curveChart } from './curve-chart.js';
import { recoveryChart } from './recovery-chart.js';

const curve = (locale: ReportLocale, logarithmic = false) => {
  const points = [0, 1, 2, 3].map((x) => ({ x: x / 2, y: logarithmic ? 0.01 * 10 ** x : x - 1.5 }));
  const options = { ...{ label: 'Loss', locale, xTitle: 'step', yTitle: 'loss' }, logarithmic };
  return curveChart([{ name: 'L_adv', points }], options);
};
/** What is written in a drawing. */
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text ?? '');

describe('charts', () => {
  it('write numbers on axes as the language does', async () => {
    const [english, german] = [textsOf(await curve('en')), textsOf(await curve('de'))];
    expect(english).toEqual(expect.arrayContaining(['−1', '0.4']));
    expect(german).toEqual(expect.arrayContaining(['−1', '0,4']));
    expect(german).toEqual(english.map((text) => text.replace(/(\d)\.(\d)/, '$1,$2')));
    expect(textsOf(await curve('de', true))).toContain('0,01');
  });

  it.each(reportLocales)('write shares with a space before the percent sign (%s)', async (locale) => {
    const point = { checkpoint: 'npo', role: 'target', endpoint: 'direct', estimate: 0.4 } as const;
    const roles = { target: 'target', original: '', reference: '', 'matched-reference': '' };
    const svg = await recoveryChart([{ ...point, low: 0.3, high: 0.5, prior: 0.1 }], { label: '', locale, roles });
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['0 %', '50 %', '100 %']));
  });
});
