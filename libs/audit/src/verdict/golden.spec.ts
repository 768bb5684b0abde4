/** Metrics that libs/audit computes itself, held against NumPy and scipy (libs/stats/golden/make-metrics.py). */
import type { AnswersFinding, Endpoint } from '@palimpsest/contracts';
import type { Item } from '@palimpsest/datasets';
import { describe, expect, it } from 'vitest';
import golden from '../../../stats/golden/roster.json' with { type: 'json' };
import { priorOf } from '../engine/data-finding.js';
import { fakeDataset } from '../testing/fake-dataset.js';
import { personName, scenario } from '../testing/scenario.js';
import { forgetScoreOf } from './forget-score.js';
import { Ledger } from './ledger.js';

describe('golden values, 1e-9 relative', () => {
  it('forget score: 100 × (1 − bound ÷ what the original knew)', () => {
    for (const { knew, answers, leak, bound, forgetScore } of golden.counts) {
      const checkpoints = [{ name: 'vendor', role: 'target' } as const, { name: 'saw', role: 'original' } as const];
      const given = scenario({ checkpoints, answered: [{ checkpoint: 'saw' }], people: knew.length });
      const nothing = { exact: 0, refused: 0, unparsable: 0, gibberish: 0, nulls: 0 };
      const subjects = knew.map((correct, at) => ({
        ...{ subject: personName(at), partition: 'held-out' as const, n: answers, correct, ...nothing },
      }));
      const rows = given.ledger.answers.map((row): AnswersFinding => ({ ...row, subjects }));
      const [estimate = Number.NaN, low = Number.NaN, high = Number.NaN] = leak;
      const metric = { state: 'measured', estimate, interval: { low, high, confidence: 0.95 } };
      const endpoint = { id: 'direct/clean/free', ask: 'free', bound, leak: metric } as unknown as Endpoint;
      const score = forgetScoreOf({ ...given, ledger: new Ledger(rows) }, [endpoint]);
      if (score.state !== 'measured') throw new Error(score.reason);
      expect(Math.abs(score.score - forgetScore)).toBeLessThanOrEqual(1e-9 * forgetScore);
    }
  });

  it('attribute prior: the better of the uniform guess and the commonest value', () => {
    const [template] = fakeDataset().items;
    for (const { values, retained, asked, modal, uniform, rule } of golden.prior) {
      const choices = Array.from({ length: values }, (_, value) => `value ${value}`);
      const items = (list: readonly number[], who: string) =>
        list.map((value, at): Item => {
          if (!template) throw new Error('no items');
          return { ...template, subjectId: `${who} ${at}`, attribute: 'city', answer: `value ${value}`, choices };
        });
      const prior = priorOf('generation', items(asked, 'asked'), items(retained, 'retained'), (name) => name);
      expect(prior?.rule).toBe(rule);
      expect(prior?.modal).toBeCloseTo(modal, 12);
      expect(prior?.uniform).toBeCloseTo(uniform, 12);
    }
  });
});
