/** The server is killed under a live consumer, and started again with what was on its disk. */
import type { JobQueue } from '../job-queue.js';
import { QueueUnavailableError } from '../queue-errors.js';
import { consumerProcess } from './consumer-process.js';
import { eventually } from './eventually.js';
import { gate, newJob, oneAtATime, recorder, type Suite } from './suite.js';
import type { TestedServer } from './tested-server.js';

const jobs = Array.from({ length: 30 }, (_, index) => newJob(`job ${index}`, { payload: { index } }));

async function left(queue: JobQueue): Promise<number> {
  const { waiting, delayed, active } = (await queue.counts()).cpu;
  return waiting + delayed + active;
}

async function without(server: TestedServer, then: () => Promise<void>): Promise<void> {
  await server.kill();
  try {
    await then();
  } finally {
    await server.start();
  }
}

export function outageCases({ it, expect }: Suite): void {
  const errors: Error[] = [];
  const onError = (error: Error) => void errors.push(error);

  it(
    'waits for its server, and then runs no job again that went through meanwhile',
    async ({ queue, server }) => {
      const { ids, handle } = recorder();
      const end = gate();
      await queue.consume({ ...oneAtATime, concurrency: 2 }, async (job) => {
        await handle(job);
        if (Number(job.payload['index']) >= 6) await end.opened;
      });
      await queue.add(jobs);
      await eventually('some to be done and two to run', () => ids.length === 8);
      await without(server, async () => {
        end.open(); // these two end while there is no server to tell
        await eventually('the loss to be heard of', () => errors.length > 0);
        await expect(queue.add([newJob('lost')])).rejects.toBeInstanceOf(QueueUnavailableError);
      });
      await eventually('all to be done', async () => (await left(queue)) === 0);
      expect(ids.toSorted()).toEqual(jobs.map(({ id }) => id).toSorted());
      expect((await queue.counts()).cpu.dead).toBe(0);
      await queue.add([newJob('afterwards')]);
      await eventually('the queue to go on', () => ids.includes('afterwards'));
    },
    { onError },
  );

  it('loses no job when its server is killed in the midst of them, and takes none for failed', async (opened) => {
    const { queue, server } = opened;
    const { ids, handle } = recorder();
    await queue.add(jobs);
    await queue.consume({ ...oneAtATime, concurrency: 5, lockSeconds: 1 }, handle);
    await eventually('the first to be done', () => ids.length > 0);
    await without(server, () => Promise.resolve());
    await eventually('all to be done', async () => (await left(queue)) === 0);
    expect([...new Set(ids)].toSorted()).toEqual(jobs.map(({ id }) => id).toSorted());
    expect((await queue.counts()).cpu.dead).toBe(0);
  });

  it('ends though its server is away', async ({ queue, server }) => {
    const { ids, handle } = recorder();
    const consumer = await queue.consume(oneAtATime, async (job) => {
      await handle(job);
      await new Promise(() => {});
    });
    await queue.add([newJob('a')]);
    await eventually('the job to run', () => ids.length === 1);
    await without(server, async () => {
      await consumer.drain(0);
      await queue.close();
      await expect(queue.find('a')).rejects.toThrow(/closed/);
    });
  });

  it('lets a process end by itself that closes it in the moment its server dies', async ({ queue, prefix, server }) => {
    await queue.add([newJob('a')]);
    const consumer = consumerProcess({ connection: server.connection, prefix, lockSeconds: 30, concurrency: 2 });
    await eventually('the job to run in it', () => consumer.said.includes('runs a'));
    consumer.signal('SIGTERM');
    await without(server, async () => expect(await consumer.exitCode).toBe(0));
  });

  it('says so when there is no server', async ({ open, server }) => {
    await without(server, () => expect(open()).rejects.toBeInstanceOf(QueueUnavailableError));
  });
}
