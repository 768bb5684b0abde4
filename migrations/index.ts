/** All migrations, oldest first. Append only: one that has run somewhere never changes. */
import { AuditStore1764028800001 } from './0001-audit-store.js';
import { AuditLog1764028800002 } from './0002-audit-log.js';

export const migrations = [AuditStore1764028800001, AuditLog1764028800002] as const;
