import { describe, expect, it } from 'vitest';
import { comparisonExample } from '@palimpsest/contracts';
import { renderComparisonCsv } from './comparison-csv.js';

const lines = renderComparisonCsv(comparisonExample).trimEnd().split('\r\n');
const header = lines[0]?.split(',') ?? [];
/** Cells of a row without quoted commas. */
const rows = lines.slice(1).map((line) => {
  const cells = [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell]) => cell ?? '');
  return Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
});
const find = (wanted: Readonly<Record<string, string>>) =>
  rows.filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));

describe('renderComparisonCsv', () => {
  it('has a row per rank, cell, pair and point', () => {
    const { endpoints, targets } = comparisonExample;
    expect(find({ quantity: 'rank-by-leak' })).toHaveLength(targets.length);
    expect(find({ quantity: 'recovery' })).toHaveLength(endpoints.length * targets.length);
    expect(find({ quantity: 'difference' })).toHaveLength(endpoints.length * 6);
    expect(find({ quantity: 'auroc' })).toHaveLength(3);
    expect(find({ quantity: 'retain-accuracy' })).toHaveLength(targets.length);
  });

  it('writes both adjusted p-values and over what they were adjusted', () => {
    const [row] = find({ quantity: 'difference', target: 'idk-few', from: 'npo', endpoint: 'direct/clean/choice' });
    expect(row).toMatchObject({ p: '1e-9', pAdjusted: '6e-9', correction: 'Holm over 6 tests' });
    expect(row).toMatchObject({ pPairwise: '1.2e-8', correctionPairwise: 'Holm over 12 tests' });
    const [other] = find({ quantity: 'difference', target: 'retrained', from: 'idk-few' });
    expect(other).toMatchObject({ pAdjusted: '', correction: '' });
  });

  it('leaves empty what was not measured and says why', () => {
    const [row] = find({ quantity: 'recovery', target: 'vendor', endpoint: 'sua/sua/free' });
    expect(row).toMatchObject({ estimate: '', low: '', high: '', notMeasured: 'no answers yet' });
    const [unranked] = find({ quantity: 'rank-by-leak', target: 'vendor' });
    expect(unranked).toMatchObject({ rankLow: '', rankHigh: '', notMeasured: 'sua/sua/free: no answers' });
    const reason = 'the audits have no detectors';
    const bare = renderComparisonCsv({ ...comparisonExample, stealthRecovery: { state: 'not-measured', reason } });
    expect(bare).toContain(reason);
  });

  it('never writes a formula', () => {
    const cells = comparisonExample.forgetUtility.map((row) => ({ ...row, target: '=1+1' }));
    expect(renderComparisonCsv({ ...comparisonExample, forgetUtility: cells })).toContain("'=1+1");
  });
});
