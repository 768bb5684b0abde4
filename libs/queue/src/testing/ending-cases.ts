/** How consumers end: drained, killed, or asleep for so long that others took over. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActiveJob } from '../active-job.js';
import { consumerProcess } from './consumer-process.js';
import { eventually } from './eventually.js';
import { gate, newJob, oneAtATime, recorder, type Suite } from './suite.js';

const lockSeconds = 1;

export function endingCases({ it, expect }: Suite): void {
  it('drains: what runs is waited for, nothing more is taken', async ({ queue }) => {
    const { ids, handle } = recorder();
    const end = gate();
    const consumer = await queue.consume(oneAtATime, async (job) => {
      await handle(job);
      await end.opened;
      expect(job.signal.aborted).toBe(false);
    });
    await queue.add([newJob('runs', { priority: 1 }), newJob('waits')]);
    await eventually('the first to run', () => ids.length === 1);
    const drained = consumer.drain(30);
    end.open();
    await drained;
    await queue.add([newJob('comes')]);
    expect(ids).toEqual(['runs']);
    expect((await queue.counts()).cpu).toMatchObject({ waiting: 2, active: 0 });
    expect(await queue.find('runs')).toBeNull();
  });

  it('drains with force: the running jobs hear of it and go back, without a failed attempt', async ({ queue }) => {
    const { ids, handle } = recorder();
    const heard: string[] = [];
    const consumer = await queue.consume({ ...oneAtATime, concurrency: 2 }, async (job) => {
      await handle(job);
      if (job.id === 'deaf') await new Promise(() => {});
      await aborted(job);
      heard.push(job.id);
      throw new Error('stopped in the middle');
    });
    await queue.add([newJob('listens'), newJob('deaf')]);
    await eventually('both to run', () => ids.length === 2);
    await consumer.drain(0);
    expect(heard).toEqual(['listens']);
    expect((await queue.counts()).cpu).toMatchObject({ waiting: 2, active: 0, dead: 0 });
    const next = recorder();
    await queue.consume(oneAtATime, next.handle);
    await eventually('both to run again', () => next.ids.length === 2);
    expect(next.jobs.map(({ attempt }) => attempt)).toEqual([1, 1]);
  });

  it('runs the jobs of a process that was killed, elsewhere', async ({ queue, prefix, server }) => {
    await queue.add([newJob('a'), newJob('b'), newJob('c')]);
    const process = consumerProcess({ connection: server.connection, prefix, lockSeconds, concurrency: 2 });
    await eventually(
      'two jobs to run in it',
      () => process.said.filter((line) => line.startsWith('runs')).length === 2,
    );
    process.signal('SIGKILL');
    await process.exitCode;
    const { ids, jobs, handle } = recorder();
    await queue.consume({ ...oneAtATime, lockSeconds }, handle);
    await eventually('all three, and the two again', () => ids.length === 3);
    expect(ids.toSorted()).toEqual(['a', 'b', 'c']);
    expect(jobs.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    await eventually('nothing to be left', async () => (await queue.counts()).cpu.active === 0);
    expect((await queue.counts()).cpu.dead).toBe(0);
  });

  it('lets a job die that again and again takes its process with it', async ({ queue, prefix, server }) => {
    await queue.add([newJob('a', { attempts: 3 })]);
    const settings = { connection: server.connection, prefix, lockSeconds, concurrency: 1, interruptions: 0 };
    const process = consumerProcess(settings);
    await eventually('the job to run', () => process.said.includes('runs a'));
    process.signal('SIGKILL');
    await process.exitCode;
    const { ids, handle } = recorder();
    await queue.consume({ ...oneAtATime, lockSeconds, interruptions: 0 }, handle);
    await eventually('the dead letter', async () => (await queue.find('a'))?.state === 'dead');
    const [letter] = await queue.deadLetters({ capability: 'cpu', offset: 0, limit: 1 });
    expect(letter?.reason).toMatch(/cut off 1 times/);
    expect(ids).toEqual([]);
    expect(await queue.retryDead('a')).toBe(true);
    await eventually('it to run when told to', () => ids.length === 1);
  });

  it('tells a handler that its lock was lost', async ({ queue, prefix, server }) => {
    await queue.add([newJob('a')]);
    const process = consumerProcess({ connection: server.connection, prefix, lockSeconds, concurrency: 1 });
    await eventually('the job to run in it', () => process.said.includes('runs a'));
    process.signal('SIGSTOP');
    const { ids, handle } = recorder();
    const end = gate();
    await queue.consume({ ...oneAtATime, lockSeconds }, async (job) => {
      await handle(job);
      await end.opened;
    });
    await eventually('the job to run here', () => ids.length === 1);
    process.signal('SIGCONT');
    await eventually('the sleeper to hear of it', () => process.said.includes('aborted a'));
    end.open();
    await eventually('the job to be done', async () => (await queue.find('a')) === null);
    process.signal('SIGKILL');
    await process.exitCode;
  });
}

async function aborted({ signal }: ActiveJob): Promise<void> {
  await sleep(60_000, undefined, { signal }).catch(() => {});
}
