/**
 * Who may do what. A role is a set of permissions in one project; an API key has a role and may be narrowed to some
 * of its permissions (scopes). What is not listed is not allowed.
 *
 * - `reviewer` reads what was found, redacted, hands it over, signed, and keeps the requests of people to be erased.
 * - `operator` keeps the machinery running: checkpoints, endpoints, workers; sees no findings.
 * - `auditor` also registers data and runs audits, and may reveal answers and pictures, which is logged.
 * - `admin` also manages people, keys, retention.
 */
import { permissions, type Permission, type UserRole as Role } from '@palimpsest/contracts';

const reviewer: readonly Permission[] = [
  'projects:read',
  'checkpoints:read',
  'datasets:read',
  'plans:read',
  'audits:read',
  'findings:read',
  'reports:read',
  'requests:read',
  'requests:write',
  'evidence:export',
];

const operator: readonly Permission[] = [
  'projects:read',
  'checkpoints:read',
  'checkpoints:write',
  'endpoints:read',
  'endpoints:write',
  'audits:read',
  'workers:read',
  'workers:control',
];

const auditor: readonly Permission[] = [
  ...reviewer,
  'checkpoints:write',
  'endpoints:read',
  'datasets:write',
  'plans:write',
  'audits:run',
  'answers:reveal',
  'evidence:reveal',
  'workers:read',
];

const granted: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  admin: new Set(permissions),
  auditor: new Set(auditor),
  operator: new Set(operator),
  reviewer: new Set(reviewer),
};

/** Every use of these is written to the audit log. */
export const loggedPermissions: ReadonlySet<Permission> = new Set<Permission>([
  'answers:reveal',
  'evidence:export',
  'evidence:reveal',
  'audits:run',
  'audits:erase',
  'datasets:erase',
  'requests:write',
  'requests:erase',
  'users:manage',
  'keys:manage',
]);

export interface Principal {
  readonly role: Role;
  /** The one project it belongs to; null only for the installation's own administrators. */
  readonly project: string | null;
  /** Narrower than the role; null for all of it. */
  readonly scopes: readonly Permission[] | null;
}

/** @param project the project of what is to be touched; null for what belongs to the installation */
export function isAllowed(principal: Principal, permission: Permission, project: string | null): boolean {
  if (!granted[principal.role].has(permission)) return false;
  if (principal.scopes && !principal.scopes.includes(permission)) return false;
  if (principal.project === null) return principal.role === 'admin';
  return principal.project === project;
}

/** Scopes a key of this role may be given: never more than its maker has. */
export function grantableScopes(maker: Principal): readonly Permission[] {
  return permissions.filter(
    (permission) => granted[maker.role].has(permission) && (maker.scopes?.includes(permission) ?? true),
  );
}
