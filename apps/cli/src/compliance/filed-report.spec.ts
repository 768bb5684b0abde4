import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportExample } from '@palimpsest/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Invocation } from '../commands/invocation.js';
import type { ExportOptions } from '../commands/report.js';
import { createProgress } from '../output/progress.js';
import { addRequest } from '../requests/change.js';
import { filer } from './filed-report.js';

let state: string;
beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  state = await mkdtemp(join(tmpdir(), 'filing-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  return rm(state, { recursive: true });
});

const invocation = <Own extends object>(own: Own): Invocation<Own> => ({
  options: { state, json: join(state, 'out.json'), ...own },
  progress: createProgress('none'),
});
const filed = async (options: Partial<ExportOptions> & { server?: string }) =>
  (await filer(invocation({ format: 'json' as const, ...options })))(reportExample);

describe('filer', () => {
  it('leaves a report alone unless a profile is asked for', async () => {
    expect(await filed({})).toBe(reportExample);
  });

  it('sets it beside the norms of a profile, for the targets and requests that are named', async () => {
    const request = { profile: 'eu', received: '2026-01-31', subject: ['S-000000000000'], checkpoint: ['idk-few'] };
    await addRequest('r-1', invocation(request));
    const { filing } = await filed({ profile: 'eu', view: 'hamburg', of: ['idk-few'], request: ['r-1'] });
    expect(filing).toMatchObject({ profile: { id: 'eu', view: 'hamburg' }, checkpoints: ['idk-few'] });
    expect(filing?.requests).toMatchObject([
      { request: { id: 'r-1', due: '2026-02-28' }, standing: 'overdue', audited: ['S-000000000000'], notAudited: [] },
    ]);
  });

  it('has no day in the reproducible form', async () => {
    const once = await filed({ profile: 'generic', reproducible: true });
    expect(once.filing?.on).toBeNull();
    expect(once).toEqual(await filed({ profile: 'generic', reproducible: true }));
  });

  it.each<[string, Parameters<typeof filed>[0]]>([
    ['add one', { view: 'hamburg' }],
    ['needs a --profile', { format: 'crosswalk-csv' }],
    [
      'with at most one --request',
      { profile: 'eu', request: ['r-1', 'r-2'], format: 'html', server: 'https://audits.example.org' },
    ],
    [
      'without --view and --of',
      { profile: 'eu', view: 'hamburg', request: ['r-1'], format: 'pdf', server: 'https://audits.example.org' },
    ],
    ['did you mean "us-california"', { profile: 'us-californie' }],
    ['There is no request "r-9"', { profile: 'eu', request: ['r-9'] }],
  ])('says "%s" instead of guessing', async (message, options) => {
    await expect(filed(options)).rejects.toThrow(message);
  });
});
