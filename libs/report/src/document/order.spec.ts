import { describe, expect, it } from 'vitest';
import { reportExample } from '@palimpsest/contracts';
import { controlsLast, inVerdictOrder } from './order.js';

describe('inVerdictOrder', () => {
  it('lists targets as their verdicts are listed and everything else after them, as it was', () => {
    const rows = ['reference', 'npo', 'original', 'idk-few', 'npo'].map((checkpoint, at) => ({ checkpoint, at }));
    const order = inVerdictOrder(reportExample, rows).map(({ checkpoint, at }) => `${checkpoint} ${at}`);
    expect(order).toEqual(['idk-few 3', 'npo 1', 'npo 4', 'reference 0', 'original 2']);
  });
});

describe('controlsLast', () => {
  it('puts control probes last and keeps the order otherwise', () => {
    const noise = { ...reportExample.scope.plugins[0]!, id: 'noise', label: 'noise', purpose: 'control' as const };
    const plugins = [noise, ...reportExample.scope.plugins];
    const report = { ...reportExample, scope: { ...reportExample.scope, plugins } };
    const rows = ['noise', 'sua', 'direct'].map((probe) => ({ probe }));
    expect(controlsLast(report, rows).map(({ probe }) => probe)).toEqual(['sua', 'direct', 'noise']);
  });
});
