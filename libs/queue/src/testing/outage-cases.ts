/** The server is killed under a live consumer, and started again with what was on its disk. */
import { eventually } from './eventually.js';
import { gate, newJob, recorder, type Suite } from './suite.js';

export function outageCases({ it, expect }: Suite): void {
  const errors: Error[] = [];
  const jobs = Array.from({ length: 20 }, (_, index) => newJob(`job ${index}`));

  it(
    'loses no job with its server, and takes none that went through for failed',
    async ({ queue, server }) => {
      const { ids, handle } = recorder();
      const end = gate();
      await queue.consume({ capabilities: ['cpu'], concurrency: 2, lockSeconds: 2 }, async (job) => {
        await handle(job);
        if (ids.length > 6) await end.opened;
      });
      await queue.add(jobs);
      await eventually('some to be done and two to run', () => ids.length === 8);
      await server.kill();
      end.open(); // these two end while there is no server to tell
      await eventually('the loss to be heard of', () => errors.length > 0);
      await server.start();
      const left = async () => {
        const { waiting, delayed, active } = (await queue.counts()).cpu;
        return waiting + delayed + active;
      };
      await eventually('all to be done', async () => (await left()) === 0, 40);
      expect(new Set(ids).size).toBe(jobs.length);
      expect((await queue.counts()).cpu.dead).toBe(0);
      await queue.add([newJob('afterwards')]);
      await eventually('the queue to go on', () => ids.includes('afterwards'));
    },
    { onError: (error) => errors.push(error) },
  );
}
