import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { idempotentRequests } from './idempotent-requests.js';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});
afterAll(() => world.remove());

const [f, g] = ['f'.repeat(64), '0'.repeat(64)];
const answer = { headers: { location: '/api/v1/projects/acme' }, body: '{}' };

describe('requests with a key', () => {
  it('are answered once, and then with the first answer', async () => {
    const kept = idempotentRequests(world.database);
    const at = { caller: 'key a', key: 'twice' };
    expect(await kept.begin(at, f)).toBe('new');
    expect(await kept.begin(at, f)).toBe('running');
    expect(await kept.begin(at, g)).toBe('other');
    await kept.end(at, answer);
    expect(await kept.begin(at, f)).toEqual(answer);
  });

  it('may be sent again when whoever ran them was killed, and then one of two that come together runs', async () => {
    const kept = idempotentRequests(world.database);
    const at = { caller: 'key a', key: 'killed' };
    await kept.begin(at, f);
    await world.database.query(`update idempotent_request set created_at = now() - interval '2 minutes'`);
    const outcomes = await Promise.all([kept.begin(at, f), kept.begin(at, f)]);
    expect(outcomes.toSorted()).toEqual(['new', 'running']);
  });
});
