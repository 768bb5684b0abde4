/** Reports of complete audits, as they were made with the verdict. Another version of the engine makes its own. */
import type { DataSource } from 'typeorm';
import { auditReportTable } from '../database/audit-tables.js';
import type { AuditKey } from './in-audit.js';

export interface StoredReport {
  /** Version of the engine that made it. */
  readonly engine: string;
  /** Without provenance. */
  readonly content: object;
}

/** @returns null when this engine has made none */
export async function storedReport(
  database: DataSource,
  { project, audit, engine }: { readonly project: string; readonly audit: string; readonly engine: string },
): Promise<object | null> {
  return (await database.getRepository(auditReportTable).findOneBy({ project, audit, engine }))?.content ?? null;
}

/** For an audit that was complete before its report was stored, or with another engine. */
export async function keepReport(
  database: DataSource,
  { project, audit }: AuditKey,
  { engine, content }: StoredReport,
): Promise<void> {
  await database.getRepository(auditReportTable).upsert({ project, audit, engine, content }, ['project', 'audit']);
}
