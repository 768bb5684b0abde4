import { describe, expect, it } from 'vitest';
import { Eta } from './eta.js';

describe('Eta', () => {
  it('extrapolates the average speed', () => {
    let now = 0;
    const eta = new Eta(100, () => now);
    now = 10_000;
    expect(eta.text(25)).toBe('ETA 30 s');
  });

  it('does not take work that was there before for speed', () => {
    let now = 0;
    const eta = new Eta(100, () => now);
    eta.restart(80);
    now = 10_000;
    expect(eta.text(90)).toBe('ETA 10 s');
  });

  it('says nothing while there is too little to go by', () => {
    let now = 0;
    const eta = new Eta(1000, () => now);
    now = 60_000;
    expect(eta.text(5)).toBe('ETA …');
  });
});
