/** What is added, once and in which order it comes out. */
import { InvalidJobError } from '../queue-errors.js';
import { eventually } from './eventually.js';
import { newJob, oneAtATime, recorder, type Suite } from './suite.js';

export function addingCases({ it, expect }: Suite): void {
  it('hands out by priority, and among equals in the order of adding', async ({ queue }) => {
    await queue.add([
      newJob('last', { priority: 1000 }),
      newJob('usual 1'),
      newJob('usual 2'),
      newJob('first', { priority: 1 }),
    ]);
    await queue.add([newJob('second', { priority: 2 })]);
    const { ids, handle } = recorder();
    await queue.consume(oneAtATime, handle);
    await eventually('five jobs', () => ids.length === 5);
    expect(ids).toEqual(['first', 'second', 'usual 1', 'usual 2', 'last']);
  });

  it('keeps payloads and ids as they are', async ({ queue }) => {
    const id = '12:34/ü %2F 𝄞';
    const payload = { text: 'a\\u0000 "b" 𝄞', list: [1, 2.5, null, true], nested: { '': [] } };
    await queue.add([newJob(id, { payload, attempts: 3 }), newJob('7')]);
    expect(await queue.find(id)).toEqual({
      id,
      capability: 'cpu',
      state: 'waiting',
      failures: 0,
      progress: null,
      payload,
    });
    const { jobs, handle } = recorder();
    await queue.consume(oneAtATime, handle);
    await eventually('two jobs', () => jobs.length === 2);
    const [first, second] = jobs;
    expect(first).toMatchObject({ id, payload, attempt: 1, attempts: 3 });
    expect(second?.id).toBe('7');
  });

  it('changes nothing when an id is added again, until its job is done', async ({ queue }) => {
    await queue.add([newJob('a', { payload: { first: true } }), newJob('a', { payload: { first: false } })]);
    await queue.add([newJob('a', { payload: { first: false } })]);
    expect((await queue.counts()).cpu.waiting).toBe(1);
    const { jobs, handle } = recorder();
    await queue.consume(oneAtATime, handle);
    await eventually('the job to be done', async () => jobs.length === 1 && (await queue.find('a')) === null);
    expect(jobs[0]?.payload).toEqual({ first: true });
    await queue.add([newJob('a')]);
    await eventually('its second run', () => jobs.length === 2);
  });

  it('refuses a batch with a job that cannot be kept, whole', async ({ queue }) => {
    const bad = [
      newJob(''),
      newJob('x', { priority: 0 }),
      newJob('x', { attempts: 0 }),
      newJob('x', { backoff: { seconds: -1 } }),
      newJob('x', { payload: { text: 'a\0' } }),
      newJob('x', { payload: { text: '\ud834' } }),
    ];
    for (const job of bad) await expect(queue.add([newJob('good'), job])).rejects.toBeInstanceOf(InvalidJobError);
    expect(await queue.find('good')).toBeNull();
  });

  it('routes by capability', async ({ queue }) => {
    await queue.add([newJob('c'), newJob('g', { capability: 'cuda' }), newJob('n', { capability: 'network' })]);
    const [cuda, rest] = [recorder(), recorder()];
    await queue.consume({ capabilities: ['cuda'], concurrency: 1 }, cuda.handle);
    await eventually('the job that needs a GPU', () => cuda.ids.length === 1);
    expect((await queue.counts()).cpu.waiting).toBe(1);
    await queue.consume({ capabilities: ['network', 'cpu'], concurrency: 1 }, rest.handle);
    await eventually('the others', () => rest.ids.length === 2);
    expect([cuda.ids, rest.ids.toSorted()]).toEqual([['g'], ['c', 'n']]);
  });
}
