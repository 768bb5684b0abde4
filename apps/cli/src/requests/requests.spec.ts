/** Requests from receipt to answer, as the commands change them in a state folder. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Invocation } from '../commands/invocation.js';
import { createProgress } from '../output/progress.js';
import { RequestBook } from '../state/request-book.js';
import { addRequest, answerRequest, extendRequest, linkRequest } from './change.js';
import { dueRequests } from './due.js';

let state: string;
beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  state = await mkdtemp(join(tmpdir(), 'requests-'));
  await addRequest('r-1', invocation({ profile: 'eu', received: '2026-01-31', subject: ['S-0123456789ab'] }));
});
afterEach(() => {
  vi.restoreAllMocks();
  return rm(state, { recursive: true });
});

const invocation = <Own extends object>(own: Own): Invocation<Own> => ({
  options: { state, json: join(state, 'out.json'), ...own },
  progress: createProgress('none'),
});
const recorded = () => new RequestBook(state).find('r-1');

describe('request', () => {
  it('due ends with 100 on the day after the last one, and with 0 before it and after the answer', async () => {
    expect(await dueRequests(invocation({ on: '2026-02-28' }))).toBe(0);
    expect(await dueRequests(invocation({ on: '2026-03-01' }))).toBe(100);
    await answerRequest('r-1', invocation({ on: '2026-03-02', outcome: 'erased' as const }));
    expect(await dueRequests(invocation({ on: '2026-03-03' }))).toBe(0);
  });

  it('due lists what is due within so many days', async () => {
    const listed = async (within: number) => {
      await dueRequests(invocation({ on: '2026-02-20', within }));
      return (JSON.parse(await readFile(join(state, 'out.json'), 'utf8')) as { id: string }[]).map(({ id }) => id);
    };
    expect(await listed(7)).toEqual([]);
    expect(await listed(8)).toEqual(['r-1']);
    await expect(dueRequests(invocation({ within: 1.5 }))).rejects.toThrow(/whole number of days/);
  });

  it('extend and link change the record', async () => {
    await extendRequest('r-1', invocation({ on: '2026-02-10', reason: 'three models to retrain' }));
    await linkRequest('r-1', invocation({ audit: 'audit-1', checkpoint: 'base' }));
    await linkRequest('r-1', invocation({ checkpoint: 'base-q4', derivedFrom: 'base', how: 'quantised' as const }));
    expect(await recorded()).toMatchObject({
      due: '2026-04-30',
      audits: ['audit-1'],
      checkpoints: [
        { checkpoint: 'base', derivedFrom: null },
        { checkpoint: 'base-q4', derivedFrom: { checkpoint: 'base', how: 'quantised' } },
      ],
    });
  });

  it('add takes no names and no days that are none, and says so without repeating a name', async () => {
    const request = { profile: 'eu', received: '2026-02-30', subject: ['Ada Lovelace'] };
    const refusal = await addRequest('r-2', invocation(request)).catch((error: unknown) => String(error));
    expect(refusal).toContain('pseudonym');
    expect(refusal).not.toContain('Lovelace');
    const noDay = { ...request, subject: ['S-0123456789ab'] };
    await expect(addRequest('r-2', invocation(noDay))).rejects.toThrow(/--received/);
  });

  it('add refuses a pseudonym of nobody in the data set', async () => {
    const request = { profile: 'eu', received: '2026-02-01', subject: ['S-0123456789ab'], dataset: 'people-published' };
    await expect(addRequest('r-2', invocation(request))).rejects.toThrow(/Nobody in data set/);
  });

  it('link wants something to link, and whole', async () => {
    await expect(linkRequest('r-1', invocation({}))).rejects.toThrow(/Give --audit/);
    await expect(linkRequest('r-1', invocation({ checkpoint: 'a', derivedFrom: 'b' }))).rejects.toThrow(/go together/);
  });
});
