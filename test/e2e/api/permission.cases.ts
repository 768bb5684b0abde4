/**
 * Who may do what: every route, every kind of caller. What is expected comes from the route's permission and from the
 * roles as they are written down here once more, and stands below as a table: a change of either shows in review.
 */
import { roles, type Permission, type Route, type RouteId, type UserRole } from '@palimpsest/contracts';
import { isAllowed, type Principal } from '@palimpsest/platform';
import { describe, expect, it } from 'vitest';
import type { World } from './describe-api.js';
import { permissionTable } from './permission-table.js';
import { allRoutes, askRoute } from './route-requests.js';
import { grant } from './tenant.js';

interface CallerKind {
  readonly name: string;
  readonly principal: Principal | null;
  readonly key: (world: World) => Promise<string | undefined>;
}

const read: readonly Permission[] = [
  ...(['projects:read', 'checkpoints:read', 'datasets:read', 'plans:read'] as const),
  ...(['audits:read', 'findings:read', 'reports:read', 'evidence:export', 'requests:read', 'requests:write'] as const),
];
const operate: readonly Permission[] = [
  ...(['projects:read', 'checkpoints:read', 'checkpoints:write', 'endpoints:read', 'endpoints:write'] as const),
  ...(['audits:read', 'workers:read', 'workers:control'] as const),
];
const audit: readonly Permission[] = [
  ...read,
  ...(['checkpoints:write', 'endpoints:read', 'datasets:write', 'plans:write'] as const),
  ...(['audits:run', 'answers:reveal', 'evidence:reveal', 'workers:read'] as const),
];
const has: Readonly<Record<UserRole, (permission: Permission) => boolean>> = {
  admin: () => true,
  auditor: (permission) => audit.includes(permission),
  operator: (permission) => operate.includes(permission),
  reviewer: (permission) => read.includes(permission),
};

const nobody = (name: string, key: CallerKind['key']): CallerKind => ({ name, principal: null, key });
const somebody = (name: string, principal: Principal): CallerKind => {
  const { scopes, ...grantee } = principal;
  return { name, principal, key: ({ server }) => grant(server, { ...grantee, ...(scopes ? { scopes } : {}) }) };
};
const past = Date.parse('2020-01-01T00:00:00Z');

const callers: readonly CallerKind[] = [
  nobody('no key', () => Promise.resolve(undefined)),
  nobody('garbage', () => Promise.resolve(`pal_${'0'.repeat(16)}_${'0'.repeat(64)}`)),
  nobody('expired', ({ server }) => grant(server, { role: 'admin', project: null, expiresAt: past })),
  nobody('revoked', async ({ server }) => {
    const key = await grant(server, { role: 'admin', project: null });
    await server.profile.database.query('update api_key set revoked_at = now() where id = $1', [key.split('_')[1]]);
    return key;
  }),
  ...roles.map((role) => somebody(role, { role, project: 'acme', scopes: null })),
  ...roles.map((role) => somebody(`rival ${role}`, { role, project: 'rival', scopes: null })),
  somebody('installation', { role: 'admin', project: null, scopes: null }),
  somebody('narrow', { role: 'admin', project: null, scopes: ['audits:read'] }),
  somebody('narrow admin', { role: 'admin', project: 'acme', scopes: ['plans:write'] }),
  somebody('homeless', { role: 'auditor', project: null, scopes: null }),
];

/** The one route of the installation that its projects' administrators may not use. */
const installationOnly: readonly RouteId[] = ['createProject'];
/** Routes that name a thing of acme outside the path of a project, and what a rival's administrator gets. */
const otherwise: { readonly [K in RouteId]?: number } = {
  ...{ createKey: 403, revokeKey: 404 },
  ...{ createUser: 403, disableUser: 404 },
};

function expected(id: RouteId, { permission, path, success }: Route, { principal }: CallerKind): number {
  if (permission === 'none') return success.status;
  if (!principal) return 401;
  if (permission === 'caller') return success.status;
  const { role, project, scopes } = principal;
  const inProject = path.startsWith('/projects/{project}');
  if (inProject && project !== null && project !== 'acme') return 404;
  const isInstallations = project === null;
  if (!has[role](permission) || (scopes && !scopes.includes(permission))) return 403;
  if (isInstallations && role !== 'admin') return 403;
  if (installationOnly.includes(id) && !isInstallations) return 403;
  return project === 'rival' ? (otherwise[id] ?? success.status) : success.status;
}

export function permissionCases(at: () => World): void {
  describe('who may do what', () => {
    it('is, for every route and every kind of caller, what the table says', async () => {
      const rows: string[] = [
        `${'route'.padEnd(24)} ${callers.map(({ name }) => name.padStart(column(name))).join(' ')}`,
      ];
      const keys = await Promise.all(callers.map(({ key }) => key(at())));
      for (const [id, route] of allRoutes) {
        const { server, acme } = at();
        const cells: string[] = [];
        for (const [index, caller] of callers.entries()) {
          const { status, text } = await askRoute(server, id, acme, { key: keys[index] });
          expect(status, `${id} by ${caller.name}: ${text}`).toBe(expected(id, route, caller));
          cells.push(String(status).padStart(column(caller.name)));
        }
        rows.push(`${id.padEnd(24)} ${cells.join(' ')}`);
      }
      expect(`\n${rows.join('\n')}\n`).toBe(permissionTable);
    }, 180_000); // 512 requests

    it('is what libs/platform says, too', () => {
      for (const [id, route] of allRoutes) {
        const { permission, path, success } = route;
        if (permission === 'none' || permission === 'caller' || !path.startsWith('/projects/{project}')) continue;
        for (const caller of callers) {
          const may = caller.principal !== null && isAllowed(caller.principal, permission, 'acme');
          expect(expected(id, route, caller) === success.status, `${id} by ${caller.name}`).toBe(may);
        }
      }
    });
  });
}

const column = (name: string) => Math.max(3, name.length);
