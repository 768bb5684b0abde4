import { describe, expect, it } from 'vitest';
import { followSteps } from './follow-steps.js';

/** What would be drawn, a line per call. */
function recorded() {
  const drawn: string[] = [];
  const follow = followSteps((label, total) => {
    drawn.push(`${label}: open, ${total} steps`);
    return {
      update: (done, message) => drawn.push(`${label}: ${done} ${message ?? ''}`.trimEnd()),
      skipTo: (done) => drawn.push(`${label}: from ${done}`),
      finish: () => drawn.push(`${label}: finished`),
    };
  });
  return { drawn, follow };
}

describe('followSteps', () => {
  it('keeps one bar while the message changes, and finishes it at the total', () => {
    const { drawn, follow } = recorded();
    follow('tower', 1, 2, 'loss 18.1');
    follow('tower', 2, 2, 'loss 17.9');
    expect(drawn).toEqual(['tower: open, 2 steps', 'tower: 1 loss 18.1', 'tower: 2 loss 17.9', 'tower: finished']);
  });

  it('finishes a bar that the next step leaves behind', () => {
    const { drawn, follow } = recorded();
    follow('portraits', 0, 9);
    follow('tower', 1, 2);
    expect(drawn.slice(1)).toEqual(['portraits: 0', 'portraits: finished', 'tower: open, 2 steps', 'tower: 1']);
  });

  it('does not take what an earlier run did for speed', () => {
    const { drawn, follow } = recorded();
    follow('tower', 501, 2000);
    expect(drawn).toEqual(['tower: open, 2000 steps', 'tower: from 501', 'tower: 501']);
  });
});
