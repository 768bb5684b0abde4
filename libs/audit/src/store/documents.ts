/** Reading stored documents back with a clear error when they are damaged. */
import { auditPlan, parseStrict, type UnitTiming } from '@palimpsest/contracts';
import { StoreConflictError } from '../ports/audit-store.js';
import type { AuditRecord } from '../ports/work.js';

/** @throws StoreConflictError for JSON that is not an audit record of this version */
export function readRecord(text: string, what: string): AuditRecord {
  const damaged = (problem: string) =>
    new StoreConflictError(what, `${problem}; restore the file or start a new audit`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged('the stored record is not JSON');
  }
  if (
    typeof value !== 'object' ||
    value === null ||
    !('schema' in value) ||
    value.schema !== 'palimpsest.audit/1' ||
    !('plan' in value)
  ) {
    throw damaged('the stored record is not palimpsest.audit/1');
  }
  parseStrict(auditPlan, value.plan, `plan of ${what}`);
  return value as AuditRecord;
}

/** By title, then key: an order that does not depend on which worker was faster. */
export function sortTimings(timings: readonly UnitTiming[]): readonly UnitTiming[] {
  return [...timings].sort((a, b) => (a.title + a.unit < b.title + b.unit ? -1 : 1));
}
