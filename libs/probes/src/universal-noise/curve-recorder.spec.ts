import { describe, expect, it } from 'vitest';
import { CurveRecorder } from './curve-recorder.js';

const loss = (value: number) => ({ name: 'adversarial', quantity: 'loss' as const, value });
const norm = (value: number) => ({ name: 'alignment', quantity: 'gradient-norm' as const, value });

describe('CurveRecorder', () => {
  it('keeps every step of a short run', () => {
    const recorder = new CurveRecorder(3);
    [3, 2, 1].forEach((value, step) => recorder.record(step, [loss(value)]));
    expect(recorder.curves()[0]?.points).toEqual([3, 2, 1].map((value, step) => ({ step, value })));
  });

  it('thins a long run but keeps dead gradients and values that are no numbers', () => {
    const recorder = new CurveRecorder(1000);
    for (let step = 0; step < 1000; step++) {
      recorder.record(step, [loss(step === 7 ? NaN : 1), norm(step === 13 ? 0 : 1)]);
    }
    const [losses, norms] = recorder.curves();
    expect(losses?.points).toHaveLength(101);
    expect(losses?.points[1]).toEqual({ step: 7, value: null });
    expect(norms?.points.filter(({ value }) => value === 0)).toEqual([{ step: 13, value: 0 }]);
  });

  it('continues saved curves', () => {
    const first = new CurveRecorder(4);
    first.record(0, [loss(2)]);
    const second = new CurveRecorder(4, first.curves());
    second.record(1, [loss(1)]);
    const points = [
      { step: 0, value: 2 },
      { step: 1, value: 1 },
    ];
    expect(second.curves()).toEqual([{ name: 'adversarial', quantity: 'loss', points }]);
  });
});
