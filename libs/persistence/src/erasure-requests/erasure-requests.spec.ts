import { answeredRequest, extendedRequest, named, profiles, receivedRequest, standingOf } from '@palimpsest/compliance';
import { requestStandings, type ErasureRequest } from '@palimpsest/contracts';
import { randomKey } from '@palimpsest/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLog } from '../audit-log/audit-log.js';
import { DataErasedError } from '../data-keys/data-keys.js';
import { projects } from '../registrations/projects.js';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { eraseRequest } from './erase-request.js';
import { erasureRequests, type LoggedChange } from './erasure-requests.js';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});
afterAll(() => world.remove());

const master = randomKey();
const eu = named('profile', profiles, 'eu');
const generic = named('profile', profiles, 'generic');
const by = (action: string): LoggedChange => ({
  ...{ at: '2026-11-25T12:00:00.000Z', actor: 'key 1', action },
  detail: ({ due }) => ({ due }),
});
const received = (id: string, on = '2026-01-31', profile = eu): ErasureRequest => {
  const checkpoints = [{ checkpoint: 'vendor-v2', derivedFrom: null }];
  return receivedRequest({ id, received: on, subjects: ['S-0123456789ab'], checkpoints }, profile);
};
const reason = 'three models to retrain';
const extended = (request: ErasureRequest) => extendedRequest(request, { on: '2026-02-10', reason }, eu);
const refused = (on: string) => (request: ErasureRequest) =>
  answeredRequest(request, { on, outcome: 'refused', reason: 'a court said no' });

async function inProject() {
  const { database } = world;
  const project = world.newProject();
  await projects(database).create({ id: project, title: project });
  const book = erasureRequests(database, project, master);
  const log = () => auditLog(database, project).read(0, 100);
  const erase = (request: string) => eraseRequest(database, { project, request }, master, by('requests.erase'));
  return { project, book, log, erase };
}

describe('erasureRequests', () => {
  it('keeps a request as it was given, through every change, and logs each with it', async () => {
    const { book, log } = await inProject();
    const first = received('r-1');
    expect((await book.add(first, by('requests.receive'))).request).toEqual(first);
    await book.change('r-1', extended, by('requests.extend'));
    await book.change('r-1', refused('2026-04-01'), by('requests.answer'));
    expect((await book.find('r-1'))?.request).toEqual(refused('2026-04-01')(extended(first)));
    expect((await log()).map(({ action, target, detail }) => [action, target, detail])).toEqual([
      ['requests.receive', 'r-1', { due: '2026-02-28' }],
      ['requests.extend', 'r-1', { due: '2026-04-30' }],
      ['requests.answer', 'r-1', { due: '2026-04-30' }],
    ]);
  });

  it('keeps no reason in the clear', async () => {
    const { book, project } = await inProject();
    await book.add(received('r-1'), by('requests.receive'));
    await book.change('r-1', extended, by('requests.extend'));
    const [row] = await world.database.query<{ extension_reason: Buffer }[]>(
      'select * from erasure_request where project = $1',
      [project],
    );
    expect(row?.extension_reason.length).toBeGreaterThan(reason.length);
    expect(row?.extension_reason.includes(reason)).toBe(false);
  });

  it('takes the same request again, also after it changed, and no other one under its id', async () => {
    const { book, log } = await inProject();
    await book.add(received('r-1'), by('requests.receive'));
    const changed = await book.change('r-1', extended, by('requests.extend'));
    expect(await book.add(received('r-1'), by('requests.receive'))).toEqual(changed);
    await expect(book.add(received('r-1', '2026-02-01'), by('requests.receive'))).rejects.toThrow('choose another id');
    const elsewhere = { ...received('r-1'), checkpoints: [{ checkpoint: 'other', derivedFrom: null }] };
    await expect(book.add(elsewhere, by('requests.receive'))).rejects.toThrow('choose another id');
    expect(await log()).toHaveLength(2);
  });

  it('makes changes that come together one after the other: one answer counts', async () => {
    const { book, log } = await inProject();
    await book.add(received('r-1'), by('requests.receive'));
    const answers = Array.from({ length: 12 }, (_, day) =>
      book.change('r-1', refused(`2026-02-${day + 10}`), by('requests.answer')),
    );
    const outcomes = await Promise.allSettled(answers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await log()).toHaveLength(2);
  });

  it('changes and logs nothing when a change is refused, or is none', async () => {
    const { book, log } = await inProject();
    const { request } = await book.add(received('r-1'), by('requests.receive'));
    const late = (given: ErasureRequest) => extendedRequest(given, { on: '2026-03-01', reason }, eu);
    await expect(book.change('r-1', late, by('requests.extend'))).rejects.toThrow('too late');
    expect((await book.change('r-1', (same) => same, by('requests.link')))?.request).toEqual(request);
    expect(await book.change('r-2', extended, by('requests.extend'))).toBeNull();
    expect(await log()).toHaveLength(1);
  });

  it('shows nothing of another project', async () => {
    const [mine, theirs] = [await inProject(), await inProject()];
    await mine.book.add(received('r-1'), by('requests.receive'));
    expect(await theirs.book.find('r-1')).toBeNull();
    expect((await theirs.book.list({ limit: 9 }, '2026-02-01')).items).toEqual([]);
    expect((await theirs.book.unanswered({ limit: 9 }, null)).items).toEqual([]);
    expect(await theirs.erase('r-1')).toBeNull();
  });

  it('filters by standing as it is judged one by one', async () => {
    const { book } = await inProject();
    const list = async (filter: Parameters<typeof book.list>[2], today = '2026-03-01') =>
      (await book.list({ limit: 9 }, today, filter)).items.map(({ request }) => request.id);
    for (const id of ['in-time', 'on-the-day', 'late', 'open']) await book.add(received(id), by('requests.receive'));
    await book.add(received('endless', '2020-01-01', generic), by('requests.receive'));
    await book.change('in-time', refused('2026-02-27'), by('requests.answer'));
    await book.change('on-the-day', refused('2026-02-28'), by('requests.answer'));
    await book.change('late', refused('2026-03-01'), by('requests.answer'));
    const all = (await book.list({ limit: 9 }, '2026-03-01')).items.map(({ request }) => request);
    for (const today of ['2026-02-28', '2026-03-01'])
      for (const standing of requestStandings) {
        const expected = all.filter((request) => standingOf(request, today) === standing).map(({ id }) => id);
        expect(await list({ standing }, today), `${standing} on ${today}`).toEqual(expected);
      }
    expect(await list({ dueBy: '2026-02-27' })).toEqual([]);
    expect(await list({ dueBy: '2026-02-28' })).toEqual(['in-time', 'on-the-day', 'late', 'open']);
  });

  it('lists what has no answer by urgency, page by page, and without a deadline last', async () => {
    const { book } = await inProject();
    await book.add(received('endless', '2020-01-01', generic), by('requests.receive'));
    for (const [id, on] of [
      ['c', '2026-03-01'],
      ['b', '2026-01-31'],
      ['a', '2026-01-31'],
      ['done', '2026-01-01'],
    ] as const)
      await book.add(received(id, on), by('requests.receive'));
    await book.change('done', refused('2026-01-02'), by('requests.answer'));
    const idsOf = ({ items }: Awaited<ReturnType<typeof book.unanswered>>) => items.map(({ request }) => request.id);
    const walked: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await book.unanswered({ limit: 1, cursor }, null);
      walked.push(...idsOf(page));
      cursor = page.next;
    }
    expect(walked).toEqual(['b', 'a', 'c', 'endless']);
    expect(idsOf(await book.unanswered({ limit: 9 }, '2026-02-28'))).toEqual(['b', 'a']);
  });
});

describe('eraseRequest', () => {
  it('takes the reasons for good; days, people and the log stay whole', async () => {
    const { book, erase, log } = await inProject();
    await book.add(received('r-1'), by('requests.receive'));
    await book.change('r-1', extended, by('requests.extend'));
    await expect(erase('r-1')).rejects.toThrow('record the answer, then erase');
    await book.change('r-1', refused('2026-04-01'), by('requests.answer'));
    const erased = await erase('r-1');
    expect(erased).toMatchObject({
      erasedAt: new Date('2026-11-25T12:00:00.000Z'),
      request: {
        ...{ due: '2026-04-30', subjects: ['S-0123456789ab'] },
        extension: { on: '2026-02-10', reason: 'erased on 2026-11-25' },
        answer: { on: '2026-04-01', outcome: 'refused', reason: 'erased on 2026-11-25' },
      },
    });
    expect(await erase('r-1')).toEqual(erased);
    expect(await book.find('r-1')).toEqual(erased);
    await expect(book.change('r-1', (same) => same, by('requests.link'))).rejects.toBeInstanceOf(DataErasedError);
    expect((await log()).map(({ action }) => action)).toEqual([
      ...['requests.receive', 'requests.extend', 'requests.answer', 'requests.erase'],
    ]);
  });
});
