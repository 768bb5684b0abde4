import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answeredRequest, named, profiles, receivedRequest } from '@palimpsest/compliance';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../failure.js';
import { RequestBook } from './request-book.js';

let state: string;
beforeEach(async () => (state = await mkdtemp(join(tmpdir(), 'requests-'))));
afterEach(() => rm(state, { recursive: true }));

const eu = named('profile', profiles, 'eu');
const request = receivedRequest(
  { id: 'r-1', received: '2026-11-02', subjects: ['S-0123456789ab'], checkpoints: [] },
  eu,
);
const answered = answeredRequest(request, { on: '2026-11-20', outcome: 'erased', reason: null });
const entry = (action: 'requests.receive' | 'requests.answer') => ({
  ...{ at: new Date('2026-11-20T10:00:00Z'), actor: 'tester', action },
});

async function rewrite(change: (text: string) => string): Promise<void> {
  const path = join(state, 'requests.json');
  await writeFile(path, change(await readFile(path, 'utf8')));
}

describe('RequestBook', () => {
  it('is empty at first and keeps what is recorded', async () => {
    const book = new RequestBook(state);
    expect(await book.list()).toEqual([]);
    await book.add(request, entry('requests.receive'));
    await book.replace(answered, entry('requests.answer'));
    expect(await new RequestBook(state).find('r-1')).toEqual(answered);
  });

  it('takes an id once and helps with a wrong one', async () => {
    const book = new RequestBook(state);
    await book.add(request, entry('requests.receive'));
    await expect(book.add(request, entry('requests.receive'))).rejects.toThrow(/choose another id/);
    await expect(book.find('r-2')).rejects.toThrow(UsageError);
  });

  it.each([
    ['a date', (text: string) => text.replace('"received": "2026-11-02"', '"received": "2026-11-09"')],
    ['the log', (text: string) => text.replace('"actor": "tester"', '"actor": "another"')],
    ['its end', (text: string) => text.replace(/"log": \[[\s\S]*\]/, '"log": []')],
  ])('refuses a file in which %s was changed by hand', async (_, change) => {
    await new RequestBook(state).add(request, entry('requests.receive'));
    await rewrite(change);
    await expect(new RequestBook(state).list()).rejects.toThrow(/changed by other means/);
  });
});
