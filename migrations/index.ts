/** All migrations, oldest first. Append only: one that has run somewhere never changes. */
import { AuditStore1764028800001 } from './0001-audit-store.js';

export const migrations = [AuditStore1764028800001] as const;
