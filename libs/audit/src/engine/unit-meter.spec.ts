import { describe, expect, it } from 'vitest';
import { UnitMeter } from './unit-meter.js';

describe('UnitMeter', () => {
  it('adds steps and questions up by what they cost, whichever comes first', () => {
    const meter = new UnitMeter({ whole: 100, steps: 60 });
    meter.stepped(0.5);
    expect(meter.share).toBeCloseTo(0.3);
    meter.asked(20);
    meter.asked(10);
    expect(meter.share).toBeCloseTo(0.6);
    meter.stepped(1);
    expect(meter.share).toBeCloseTo(0.9);
  });

  it('does not fall back when a second candidate takes its steps, and is never done by itself', () => {
    const meter = new UnitMeter({ whole: 100, steps: 60 });
    meter.stepped(1);
    meter.stepped(0.1);
    expect(meter.share).toBeCloseTo(0.6);
    meter.asked(500);
    expect(meter.share).toBe(0.95);
  });
});
