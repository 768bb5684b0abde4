/** Findings as they are listed: in the order of the plan, filtered, in pages. */
import { finding, type Finding } from '@palimpsest/contracts';
import type { DataSource } from 'typeorm';
import type { AuditKey } from '../audits/in-audit.js';
import { findingTable, type FindingRow } from '../database/tables.js';
import { readPage, type PageOf, type PageRequest } from '../paging/keyset.js';

export interface FindingFilter {
  readonly kind?: string | undefined;
  readonly unit?: string | undefined;
}

/** By unit, and within a unit as they were written. @throws CursorError */
export async function findingsPage(
  database: DataSource,
  { project, audit }: AuditKey,
  page: PageRequest,
  filter: FindingFilter = {},
): Promise<PageOf<Finding>> {
  const query = database
    .getRepository(findingTable)
    .createQueryBuilder('row')
    .where('row.project = :project and row.audit = :audit', { project, audit });
  for (const [column, value] of Object.entries({ ...filter })) {
    if (value !== undefined) query.andWhere(`row.${column} = :${column}`, { [column]: value });
  }
  const { items, next } = await readPage(query, byUnit, page);
  return { items: finding.array().parse(items.map(({ content }) => content)), next };
}

const byUnit = {
  columns: ['row.unit', 'row.position'],
  direction: 'ASC',
  keyOf: ({ unit, position }: FindingRow) => [unit, position],
} as const;
