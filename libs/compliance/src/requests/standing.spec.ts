import { describe, expect, it } from 'vitest';
import { named } from '../profiles/profile.js';
import { profiles } from '../profiles/roster.js';
import { dueOf, standingOf } from './standing.js';

const profile = (id: string) => named('profile', profiles, id);
const extension = { on: '2026-02-10', reason: 'three models to retrain' };

describe('dueOf', () => {
  it('is a calendar month, with an extension three, under the GDPR', () => {
    const request = { received: '2026-01-31', extension: null };
    expect(dueOf(request, profile('eu'))).toBe('2026-02-28');
    expect(dueOf({ ...request, extension }, profile('eu'))).toBe('2026-04-30');
  });

  it('is 45 days, with an extension 90, in California', () => {
    const request = { received: '2026-01-31', extension: null };
    expect(dueOf(request, profile('us-california'))).toBe('2026-03-17');
    expect(dueOf({ ...request, extension }, profile('us-california'))).toBe('2026-05-01');
  });

  it('is nothing where no law sets it', () => {
    expect(dueOf({ received: '2026-01-31', extension }, profile('generic'))).toBeNull();
  });
});

describe('standingOf', () => {
  const answered = (on: string) => ({ on, outcome: 'erased' as const, reason: null });

  it('takes the last day as in time and the next as late', () => {
    expect(standingOf({ due: '2026-02-28', answer: null }, '2026-02-28')).toBe('open');
    expect(standingOf({ due: '2026-02-28', answer: null }, '2026-03-01')).toBe('overdue');
    expect(standingOf({ due: '2026-02-28', answer: answered('2026-02-28') }, '2026-06-01')).toBe('answered-in-time');
    expect(standingOf({ due: '2026-02-28', answer: answered('2026-03-01') }, '2026-06-01')).toBe('answered-late');
  });

  it('is never late without a deadline', () => {
    expect(standingOf({ due: null, answer: null }, '2099-01-01')).toBe('open');
    expect(standingOf({ due: null, answer: answered('2099-01-01') }, '2099-01-01')).toBe('answered-in-time');
  });
});
