import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkApiKey, createApiKey, parseApiKey, type NewApiKey } from './api-key.js';
import { permissions, roles, type Permission } from '@palimpsest/contracts';
import { grantableScopes, isAllowed, type Principal } from './permissions.js';

const of = (role: Principal['role'], change: Partial<Principal> = {}): Principal => ({
  ...{ role, project: 'p1', scopes: null },
  ...change,
});
const allowed = (principal: Principal) =>
  permissions.filter((permission) => isAllowed(principal, permission, principal.project));

describe('isAllowed', () => {
  it('gives each role this and no more', () => {
    expect(Object.fromEntries(roles.map((role) => [role, allowed(of(role))]))).toMatchInlineSnapshot(`
      {
        "admin": [
          "projects:read",
          "projects:write",
          "checkpoints:read",
          "checkpoints:write",
          "endpoints:read",
          "endpoints:write",
          "datasets:read",
          "datasets:write",
          "datasets:erase",
          "plans:read",
          "plans:write",
          "audits:read",
          "audits:run",
          "audits:erase",
          "findings:read",
          "answers:reveal",
          "reports:read",
          "requests:read",
          "requests:write",
          "requests:erase",
          "evidence:export",
          "evidence:reveal",
          "workers:read",
          "workers:control",
          "users:manage",
          "keys:manage",
          "log:read",
        ],
        "auditor": [
          "projects:read",
          "checkpoints:read",
          "checkpoints:write",
          "endpoints:read",
          "datasets:read",
          "datasets:write",
          "plans:read",
          "plans:write",
          "audits:read",
          "audits:run",
          "findings:read",
          "answers:reveal",
          "reports:read",
          "requests:read",
          "requests:write",
          "evidence:export",
          "evidence:reveal",
          "workers:read",
        ],
        "operator": [
          "projects:read",
          "checkpoints:read",
          "checkpoints:write",
          "endpoints:read",
          "endpoints:write",
          "audits:read",
          "workers:read",
          "workers:control",
        ],
        "reviewer": [
          "projects:read",
          "checkpoints:read",
          "datasets:read",
          "plans:read",
          "audits:read",
          "findings:read",
          "reports:read",
          "requests:read",
          "requests:write",
          "evidence:export",
        ],
      }
    `);
  });

  it('lets nobody into another project, whatever the role', () => {
    for (const role of roles) {
      for (const permission of permissions) {
        expect(isAllowed(of(role), permission, 'p2')).toBe(false);
        expect(isAllowed(of(role), permission, null)).toBe(false);
      }
    }
  });

  it('lets an administrator of the installation into all projects, and no other role without a project', () => {
    for (const role of roles) {
      expect(isAllowed(of(role, { project: null }), 'projects:read', 'p2')).toBe(role === 'admin');
    }
  });

  it('narrows by scopes and never widens', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roles), fc.subarray([...permissions]), (role, scopes) => {
        const narrowed = allowed(of(role, { scopes }));
        expect(narrowed.every((permission) => scopes.includes(permission))).toBe(true);
        expect(narrowed.every((permission) => allowed(of(role)).includes(permission))).toBe(true);
      }),
    );
  });

  it('keeps answers from whoever does not need them', () => {
    const who = (permission: Permission) => roles.filter((role) => allowed(of(role)).includes(permission));
    expect(who('answers:reveal')).toEqual(['admin', 'auditor']);
    expect(who('evidence:reveal')).toEqual(['admin', 'auditor']);
    expect(who('findings:read')).not.toContain('operator');
  });
});

describe('grantableScopes', () => {
  it('is what the maker may do', () => {
    const maker = of('auditor', { scopes: ['audits:run', 'keys:manage'] });
    expect(grantableScopes(maker)).toEqual(['audits:run']);
  });
});

describe('an API key', () => {
  const given: NewApiKey = { name: 'ci', role: 'auditor', project: 'p1', scopes: null, expiresAt: 1000 };

  it('is accepted until it expires or is revoked', () => {
    const { record, text } = createApiKey(given);
    const presented = parseApiKey(text)!;
    expect(checkApiKey(record, presented, 999)).toEqual({ valid: true });
    expect(checkApiKey(record, presented, 1000)).toEqual({ valid: false, reason: 'expired' });
    expect(checkApiKey({ ...record, revokedAt: 5 }, presented, 10)).toEqual({ valid: false, reason: 'revoked' });
    expect(checkApiKey({ ...record, expiresAt: null }, presented, Number.MAX_SAFE_INTEGER)).toEqual({ valid: true });
  });

  it('is unknown with any other secret, another id, or no record, and then says nothing of expiry', () => {
    const [mine, other] = [createApiKey(given), createApiKey(given)];
    const presented = parseApiKey(mine.text)!;
    const wrong = { ...presented, secret: parseApiKey(other.text)!.secret };
    for (const verdict of [
      checkApiKey(mine.record, wrong, 5000),
      checkApiKey({ ...mine.record, id: other.record.id }, presented, 0),
      checkApiKey(null, presented, 0),
    ]) {
      expect(verdict).toEqual({ valid: false, reason: 'unknown' });
    }
  });

  it('keeps no secret', () => {
    const { record, text } = createApiKey(given);
    expect(JSON.stringify(record)).not.toContain(parseApiKey(text)!.secret);
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 200 }, () => createApiKey(given).text)).size).toBe(200);
  });

  it.each([
    '',
    'pal_',
    'Bearer pal_x',
    `pal_${'0'.repeat(16)}_${'0'.repeat(63)}`,
    `pal_${'0'.repeat(16)}_${'G'.repeat(64)}`,
  ])('is not %j', (text) => {
    expect(parseApiKey(text)).toBeNull();
  });
});
