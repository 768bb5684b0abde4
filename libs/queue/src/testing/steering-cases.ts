/** What can be done with jobs from outside: look, take out, hold back, slow down. */
import { eventually } from './eventually.js';
import { gate, newJob, oneAtATime, recorder, type Suite } from './suite.js';

export function steeringCases({ it, expect }: Suite): void {
  it('takes out a job that waits, not one that runs', async ({ queue }) => {
    const { ids, handle } = recorder();
    const end = gate();
    await queue.consume(oneAtATime, async (job) => {
      await handle(job);
      await end.opened;
    });
    await queue.add([newJob('runs', { priority: 1 }), newJob('waits'), newJob('stays')]);
    await eventually('the first to run', () => ids.length === 1);
    expect(await queue.remove('waits')).toBe('removed');
    expect(await queue.remove('waits')).toBe('unknown');
    expect(await queue.remove('runs')).toBe('active');
    end.open();
    await eventually('the last to run', () => ids.length === 2);
    expect(ids).toEqual(['runs', 'stays']);
  });

  it('takes out a job that waits for its next attempt', async ({ queue }) => {
    await queue.consume(oneAtATime, () => Promise.reject(new Error('not yet')));
    await queue.add([newJob('a', { attempts: 2, backoff: { seconds: 60 } })]);
    await eventually('the wait', async () => (await queue.find('a'))?.state === 'delayed');
    expect((await queue.counts()).cpu).toEqual({ waiting: 0, delayed: 1, active: 0, dead: 0, paused: false });
    expect(await queue.remove('a')).toBe('removed');
    expect(await queue.find('a')).toBeNull();
  });

  it('holds a capability back until it is resumed', async ({ queue }) => {
    const { ids, handle } = recorder();
    await queue.pause('cpu');
    await queue.consume({ capabilities: ['cpu', 'cuda'], concurrency: 1 }, handle);
    await queue.add([newJob('c'), newJob('g', { capability: 'cuda' })]);
    await eventually('the one that is not held back', () => ids.length === 1);
    const { cpu, cuda } = await queue.counts();
    expect(cpu).toEqual({ waiting: 1, delayed: 0, active: 0, dead: 0, paused: true });
    expect(cuda.paused).toBe(false);
    expect((await queue.find('c'))?.state).toBe('waiting');
    await queue.resume('cpu');
    await eventually('the other', () => ids.length === 2);
    expect(ids).toEqual(['g', 'c']);
  });

  it('shows what a handler reports', async ({ queue }) => {
    const end = gate();
    await queue.consume(oneAtATime, async (job) => {
      await job.progress({ step: 1 });
      await job.progress({ step: 2, of: 3 });
      await end.opened;
    });
    await queue.add([newJob('a')]);
    await eventually('the second step', async () => (await queue.find('a'))?.progress?.['step'] === 2);
    expect(await queue.find('a')).toMatchObject({ state: 'active', failures: 0, progress: { step: 2, of: 3 } });
    end.open();
  });

  it('starts no more jobs in a second than it may, over all consumers', async ({ queue }) => {
    const starts: number[] = [];
    const consume = () =>
      queue.consume({ ...oneAtATime, ratePerSecond: 5 }, async () => {
        starts.push(performance.now());
        await Promise.resolve();
      });
    await queue.add(Array.from({ length: 6 }, (_, index) => newJob(`job ${index}`)));
    await Promise.all([consume(), consume()]);
    await eventually('all jobs', () => starts.length === 6);
    const [first = 0] = starts;
    expect(Math.max(...starts) - first).toBeGreaterThan(500); // a second at the server, less what the first was late
  });
}
