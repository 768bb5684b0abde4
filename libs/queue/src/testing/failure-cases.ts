/** What becomes of jobs whose handler throws. */
import { FinalJobError } from '../active-job.js';
import { eventually } from './eventually.js';
import { newJob, oneAtATime, recorder, type Suite } from './suite.js';

export function failureCases({ it, expect }: Suite): void {
  it('tries again after waits that double', async ({ queue }) => {
    const starts: number[] = [];
    const attempts: number[] = [];
    await queue.consume(oneAtATime, async (job) => {
      starts.push(performance.now());
      attempts.push(job.attempt);
      await Promise.resolve();
      if (job.attempt < 3) throw new Error('not yet');
    });
    await queue.add([newJob('a', { attempts: 3, backoff: { seconds: 0.3 } })]);
    await eventually('the second wait', async () => (await queue.find('a'))?.failures === 2);
    await eventually('the job to be done', async () => (await queue.find('a')) === null);
    expect(attempts).toEqual([1, 2, 3]);
    const [first = 0, second = 0, third = 0] = starts;
    expect(second - first).toBeGreaterThan(290);
    expect(third - second).toBeGreaterThan(590);
    expect((await queue.counts()).cpu.dead).toBe(0);
  });

  it('keeps what failed for good as dead letters, the latest first, and runs one again when told', async ({
    queue,
  }) => {
    let mended = false;
    const attempts: string[] = [];
    await queue.consume(oneAtATime, async ({ id, attempt }) => {
      attempts.push(`${id}${attempt}`);
      await Promise.resolve();
      if (id === 'b') throw new FinalJobError('of no use');
      if (!mended) throw new Error('broken\0');
    });
    const dead = async () => (await queue.counts()).cpu.dead;
    await queue.add([newJob('a', { attempts: 2, payload: { n: 1 } })]);
    await eventually('the first dead letter', async () => (await dead()) === 1);
    await queue.add([newJob('b', { attempts: 9, payload: { n: 2 } }), newJob('a', { attempts: 2 })]);
    await eventually('the second dead letter', async () => (await dead()) === 2);
    expect(attempts).toEqual(['a1', 'a2', 'b1']);
    const [b, a] = await queue.deadLetters({ capability: 'cpu', offset: 0, limit: 10 });
    expect(b).toEqual({ id: 'b', capability: 'cpu', payload: { n: 2 }, reason: 'of no use', failures: 1 });
    expect(a).toEqual({ id: 'a', capability: 'cpu', payload: { n: 1 }, reason: 'broken\uFFFD', failures: 2 });
    expect(await queue.deadLetters({ capability: 'cpu', offset: 1, limit: 1 })).toEqual([a]);
    expect(await queue.deadLetters({ capability: 'cuda', offset: 0, limit: 10 })).toEqual([]);
    expect((await queue.find('a'))?.state).toBe('dead');

    mended = true;
    expect(await queue.retryDead('nobody')).toBe(false);
    expect(await queue.retryDead('a')).toBe(true);
    await eventually('it to be done', async () => (await queue.find('a')) === null);
    expect(attempts.at(-1)).toBe('a1');
    expect(await queue.remove('b')).toBe('removed');
    expect(await dead()).toBe(0);
  });

  it('takes no error of a handler for one of its own', async ({ queue }) => {
    const { ids, handle } = recorder();
    await queue.consume(oneAtATime, async (job) => {
      await handle(job);
      throw Object.assign(new Error('bullmq:rateLimitExceeded'), { name: 'WaitingError', code: 'ECONNREFUSED' });
    });
    await queue.add([newJob('a')]);
    await eventually('the dead letter', async () => (await queue.find('a'))?.state === 'dead');
    expect(ids).toEqual(['a']);
  });
}
