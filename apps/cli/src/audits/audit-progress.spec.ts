import { describe, expect, it } from 'vitest';
import type { Progress } from '../output/progress.js';
import { AuditProgressView } from './audit-progress.js';

function recorded() {
  const log: string[] = [];
  const progress: Progress = {
    task: (label, total) => {
      log.push(`task ${label} ${total}`);
      return {
        update: (done, message) => log.push(`update ${done} ${message}`),
        skipTo: (done) => log.push(`skip ${done}`),
        finish: (message) => log.push(`finish ${message}`),
      };
    },
    note: () => {},
    close: () => {},
  };
  return { log, view: new AuditProgressView(progress, 'demo') };
}

const unit = 'a'.repeat(64);
const finished = { type: 'unit-finished', unit, title: 'x · direct', done: 1, units: 4 } as const;

describe('AuditProgressView', () => {
  it('is one bar over the whole audit, whose speed does not count what was there before', () => {
    const { log, view } = recorded();
    view.show({ type: 'audit-started', audit: 'demo-1', units: 4, done: 0 });
    view.show({ ...finished, outcome: 'reused', fraction: 0.25 });
    view.show({ type: 'audit-started', audit: 'demo-1', units: 4, done: 1 });
    view.show({ type: 'unit-progress', unit, title: 'x · sua', step: 3, total: 9, message: 'loss 1.0', fraction: 0.5 });
    view.show({ ...finished, outcome: 'done', fraction: 0.75 });
    view.show({ type: 'audit-finished', audit: 'demo-1', outcome: 'complete' });
    expect(view.audit).toBe('demo-1');
    expect(log).toEqual([
      'task demo 1000',
      'skip 250',
      'update 500 x · sua · loss 1.0',
      'update 750 x · direct · unit 1 of 4 done',
      'finish units kept from before: 1',
    ]);
  });

  it('does not run backwards when of two units that run each tells only its own part', () => {
    const { log, view } = recorded();
    const told = { type: 'unit-progress', unit, title: 'x', step: 1, total: 9, message: '' } as const;
    view.show({ type: 'audit-started', audit: 'demo-1', units: 4, done: 0 });
    view.show({ ...told, fraction: 0.5 });
    view.show({ ...told, fraction: 0.25 });
    view.show(told);
    expect(log.slice(1)).toEqual(['update 500 x · ', 'update 500 x · ', 'update 500 x · ']);
  });
});
