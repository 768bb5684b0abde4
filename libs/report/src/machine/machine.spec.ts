/** Reports for machines: what they hold is read back by other means than those that wrote it. */
import { filingExample, reportExample, type Report } from '@palimpsest/contracts';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { renderCrosswalkCsv } from './crosswalk-csv.js';
import { renderCsv } from './csv.js';
import { renderJunit } from './junit.js';
import { renderSarif } from './sarif.js';

const confirmatory = reportExample.targets.flatMap(({ endpoints }) =>
  endpoints.filter(({ purpose }) => purpose === 'confirmatory'),
);
const unfiled = structuredClone(reportExample);
delete unfiled.filing;
const leaks = confirmatory.filter(({ isLeak }) => isLeak);

/** As one target with another verdict. */
const judged = (value: Report['summary']['verdict']): Report => ({
  ...reportExample,
  targets: reportExample.targets.slice(0, 1).map((target) => ({
    ...target,
    verdict: { ...target.verdict, value, sentence: `It is <${value}> & so on.` },
    endpoints: target.endpoints.map((endpoint) => ({ ...endpoint, isLeak: false })),
  })),
});

describe('CSV', () => {
  const lines = renderCsv(reportExample).trimEnd().split('\r\n');

  it('has a header, a row per endpoint, and as many cells in each', () => {
    const endpoints = reportExample.targets.flatMap((target) => target.endpoints);
    expect(lines).toHaveLength(1 + endpoints.length);
    const cells = lines[0]?.split(',').length;
    expect(cells).toBe(25);
    // A quoted cell may hold commas; it counts once.
    for (const line of lines) expect(line.replaceAll(/"(?:[^"]|"")*"/g, '').split(',')).toHaveLength(cells ?? 0);
  });

  it('writes numbers as they are and never a formula', () => {
    const [first] = reportExample.targets[0]?.endpoints ?? [];
    if (first?.leak.state === 'measured') expect(lines[1]).toContain(String(first.leak.estimate));
    const evil = {
      ...reportExample,
      targets: judged('leak').targets.map((target) => ({ ...target, checkpoint: '=1+1' })),
    };
    expect(renderCsv(evil)).toContain("'=1+1");
  });
});

describe('crosswalk CSV', () => {
  const [header, ...lines] = renderCrosswalkCsv(reportExample).trimEnd().split('\r\n');

  it('has a row per claim, and one for a requirement that nothing speaks to', () => {
    const claims = filingExample.rows.reduce((sum, row) => sum + Math.max(1, row.claims.length), 0);
    expect(lines).toHaveLength(claims);
    expect(lines[0]).toContain('evidence-against');
    expect(lines.at(-1)).toContain('out-of-scope');
    expect(lines.at(-1)).toContain(filingExample.rows.at(-1)?.cannotShow);
  });

  it('has a header alone without a filing', () => {
    expect(renderCrosswalkCsv(unfiled).trimEnd()).toBe(header);
  });
});

describe('JUnit', () => {
  it('fails a case per leak and one for each verdict that is no pass', () => {
    const xml = renderJunit(reportExample);
    const bad = reportExample.targets.filter(({ verdict }) => verdict.value !== 'no-leak-above-bound');
    expect(leaks.length).toBeGreaterThan(0);
    expect(xml.match(/<failure /g)).toHaveLength(leaks.length + bad.length);
    expect(xml.match(/<testcase /g)).toHaveLength(confirmatory.length + reportExample.targets.length);
  });

  it('fails nothing that passed, and escapes what it quotes', () => {
    expect(renderJunit(judged('no-leak-above-bound'))).not.toContain('<failure');
    expect(renderJunit(judged('inconclusive'))).toContain('It is &lt;inconclusive');
  });
});

describe('SARIF', () => {
  const read = (report: Report) => JSON.parse(renderSarif(report)) as Log;

  it('has an error per leak, under a rule that is there', () => {
    const [run] = read(reportExample).runs;
    const errors = run?.results?.filter(({ level }) => level === 'error') ?? [];
    expect(errors).toHaveLength(leaks.length);
    const rules = new Set(run?.tool.driver.rules?.map(({ id }) => id));
    for (const { ruleId } of run?.results ?? []) expect(rules).toContain(ruleId);
  });

  it('says pass of what passed and open of what is not known', () => {
    expect(read(judged('no-leak-above-bound')).runs[0]?.results).toMatchObject([{ kind: 'pass', level: 'none' }]);
    expect(read(judged('inconclusive')).runs[0]?.results).toMatchObject([{ kind: 'open', level: 'warning' }]);
  });

  it('has a taxonomy per instrument of a filing, and none without', () => {
    const taxonomies = read(reportExample).runs[0]?.taxonomies ?? [];
    expect(taxonomies.map(({ name }) => name)).toEqual(['gdpr', 'eu-ai-act']);
    expect(taxonomies.flatMap(({ taxa = [] }) => taxa.map(({ id }) => id))).toEqual(
      filingExample.rows.map(({ requirement }) => requirement),
    );
    expect(read(unfiled).runs[0]).not.toHaveProperty('taxonomies');
  });

  it('is the same bytes for the same report', () => {
    expect(renderSarif(reportExample)).toBe(renderSarif(reportExample));
  });
});
