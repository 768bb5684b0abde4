import { describe, expect, it } from 'vitest';
import type { RankedRow } from '@palimpsest/contracts';
import { scenario, type Answered } from '../testing/scenario.js';
import { buildComparison } from './build-comparison.js';

const cast = [
  { name: 'quiet', role: 'target' as const },
  { name: 'loud', role: 'target' as const },
  { name: 'reference', role: 'reference' as const },
];
const attack = (checkpoint: string, correct: number, more: Partial<Answered> = {}): Answered => ({
  ...{ checkpoint, probe: 'attack', correct, ...more },
});
const plainly = cast.map(({ name }): Answered => ({ checkpoint: name, correct: 0.03 }));

function boardOf(answered: readonly Answered[]): readonly RankedRow[] {
  const { record, catalog, ledger } = scenario({ checkpoints: cast, answered: [...plainly, ...answered] });
  const audits = [{ record, findings: ledger.findings, units: { finished: 1, planned: 1 } }];
  return buildComparison({ audits, catalog }).leaderboard.rows;
}

describe('leaderboardOf', () => {
  const attacked = [attack('loud', 0.6), attack('reference', 0.04)];

  it('calls a target better than one that gives away more under an attack', () => {
    expect(boardOf([attack('quiet', 0.04), ...attacked])).toMatchObject([
      { target: 'quiet', rank: { low: 1, high: 1 }, shownBetterThan: ['loud'], caution: null },
      { target: 'loud', rank: { low: 2, high: 2 }, endpoint: 'attack/attack/free' },
    ]);
  });

  it('never calls a target better because an attack on it did not work', () => {
    const rows = boardOf([attack('quiet', 0.04, { raised: ['zero-gradient'] }), ...attacked]);
    expect(rows).toMatchObject([
      { target: 'quiet', rank: { low: 1, high: 2 }, shownBetterThan: [] },
      { target: 'loud', rank: { low: 1, high: 2 } },
    ]);
    expect(rows[0]?.caution).toBe('the attack did not work as an attack: attack/attack/free');
  });

  it('never calls a target better because its answers could not be measured', () => {
    const [quiet] = boardOf([attack('quiet', 0.04, { nulls: 4 }), ...attacked]);
    expect(quiet).toMatchObject({ rank: { low: 1, high: 2 }, shownBetterThan: [] });
    expect(quiet?.caution).toMatch(/too many answers could not be measured/);
  });

  it('gives no rank to a target that was not attacked yet', () => {
    const rows = boardOf(attacked);
    expect(rows.at(-1)).toMatchObject({ target: 'quiet', rank: null, unranked: 'attack/attack/free: no answers' });
    expect(rows[0]).toMatchObject({ target: 'loud', rank: { low: 1, high: 1 } });
  });
});
