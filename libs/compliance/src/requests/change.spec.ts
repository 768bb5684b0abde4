import { erasureRequest } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { named } from '../profiles/profile.js';
import { profiles } from '../profiles/roster.js';
import {
  answeredRequest,
  extendedRequest,
  receivedRequest,
  RequestError,
  withAudit,
  withCheckpoint,
} from './change.js';

const eu = named('profile', profiles, 'eu');
const generic = named('profile', profiles, 'generic');
const blank = { id: 'r-1', received: '2026-01-31', subjects: ['S-0123456789ab', 'S-0123456789ab'], checkpoints: [] };
const request = receivedRequest(blank, eu);
const served = (checkpoint: string, parent?: string) => ({
  checkpoint,
  derivedFrom: parent === undefined ? null : { checkpoint: parent, how: 'merged' as const },
});

describe('a request', () => {
  it('is due by its profile and names every person once', () => {
    expect(erasureRequest.parse(request)).toMatchObject({ due: '2026-02-28', subjects: ['S-0123456789ab'] });
    expect(receivedRequest(blank, generic).due).toBeNull();
  });

  it('takes nobody by name', () => {
    expect(erasureRequest.safeParse({ ...request, subjects: ['Ada Lovelace'] }).success).toBe(false);
  });

  it('is extended once, in time, with a deadline to extend', () => {
    const extension = { on: '2026-02-28', reason: 'three models to retrain' };
    const extended = extendedRequest(request, extension, eu);
    expect(extended.due).toBe('2026-04-30');
    expect(() => extendedRequest(extended, extension, eu)).toThrow(RequestError);
    expect(() => extendedRequest(request, { ...extension, on: '2026-03-01' }, eu)).toThrow(/too late/);
    expect(() => extendedRequest(request, { ...extension, on: '2026-01-30' }, eu)).toThrow(/received on/);
    expect(() => extendedRequest(receivedRequest(blank, generic), extension, generic)).toThrow(/no deadline/);
  });

  it('is answered once, not before it came, and refused with a reason', () => {
    const answer = { on: '2026-02-20', outcome: 'erased' as const, reason: null };
    const answered = answeredRequest(request, answer);
    expect(answered.answer).toEqual(answer);
    expect(() => answeredRequest(answered, answer)).toThrow(/answered on 2026-02-20/);
    expect(() => answeredRequest(request, { ...answer, on: '2026-01-01' })).toThrow(RequestError);
    expect(() => answeredRequest(request, { ...answer, outcome: 'refused' })).toThrow(/needs a reason/);
    expect(() => extendedRequest(answered, { on: '2026-02-21', reason: 'late' }, eu)).toThrow(/cannot be extended/);
  });

  it('lists checkpoints and what they were made from, without circles or gaps', () => {
    const listed = withCheckpoint(withCheckpoint(request, served('base')), served('base-q4', 'base'));
    expect(listed.checkpoints).toEqual([served('base'), served('base-q4', 'base')]);
    expect(() => withCheckpoint(listed, served('base', 'base-q4'))).toThrow(/derived from itself/);
    expect(() => withCheckpoint(listed, served('other', 'unknown'))).toThrow(/link it first/);
    expect(withAudit(withAudit(request, 'audit-1'), 'audit-1').audits).toEqual(['audit-1']);
  });
});
