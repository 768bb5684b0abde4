/** What may be allowed, and to whom: the words of roles, API keys and routes. libs/platform says who has what. */
export const permissions = [
  'projects:read',
  'projects:write',
  'checkpoints:read',
  'checkpoints:write',
  'endpoints:read',
  'endpoints:write',
  'datasets:read',
  'datasets:write',
  'datasets:erase',
  'plans:read',
  'plans:write',
  'audits:read',
  'audits:run',
  'audits:erase',
  'findings:read',
  'answers:reveal',
  'reports:read',
  'requests:read',
  'requests:write',
  'requests:erase',
  'evidence:export',
  'evidence:reveal',
  'workers:read',
  'workers:control',
  'users:manage',
  'keys:manage',
  'log:read',
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ['admin', 'auditor', 'operator', 'reviewer'] as const;
export type UserRole = (typeof roles)[number];
