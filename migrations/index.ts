/** All migrations, oldest first. Append only: one that has run somewhere never changes. */
import { AuditStore1764028800001 } from './0001-audit-store.js';
import { AuditLog1764028800002 } from './0002-audit-log.js';
import { DataKeys1764028800003 } from './0003-data-keys.js';
import { Platform1764028800004 } from './0004-platform.js';
import { Report1764028800005 } from './0005-report.js';
import { Erasure1764028800006 } from './0006-erasure.js';
import { Uploads1764028800007 } from './0007-uploads.js';
import { Users1764028800008 } from './0008-users.js';
import { Endpoints1764028800009 } from './0009-endpoints.js';
import { DatasetFiles1764028800010 } from './0010-dataset-files.js';
import { ErasureRequests1764028800011 } from './0011-erasure-requests.js';
import { LogSalt1764028800012 } from './0012-log-salt.js';

export const migrations = [
  AuditStore1764028800001,
  AuditLog1764028800002,
  DataKeys1764028800003,
  Platform1764028800004,
  Report1764028800005,
  Erasure1764028800006,
  Uploads1764028800007,
  Users1764028800008,
  Endpoints1764028800009,
  DatasetFiles1764028800010,
  ErasureRequests1764028800011,
  LogSalt1764028800012,
] as const;
