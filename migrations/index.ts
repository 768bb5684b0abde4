/** All migrations, oldest first. Append only: one that has run somewhere never changes. */
import { AuditStore1764028800001 } from './0001-audit-store.js';
import { AuditLog1764028800002 } from './0002-audit-log.js';
import { DataKeys1764028800003 } from './0003-data-keys.js';
import { Platform1764028800004 } from './0004-platform.js';
import { Report1764028800005 } from './0005-report.js';
import { Erasure1764028800006 } from './0006-erasure.js';

export const migrations = [
  AuditStore1764028800001,
  AuditLog1764028800002,
  DataKeys1764028800003,
  Platform1764028800004,
  Report1764028800005,
  Erasure1764028800006,
] as const;
