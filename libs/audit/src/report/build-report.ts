/**
 * From findings to the report model: verdict and scope first, every number with its interval or the reason it
 * is missing. Pure: the same record and findings give the same bytes; only `provenance` knows a clock.
 */
import type { Finding, Report, UnitTiming } from '@palimpsest/contracts';
import type { Catalog } from '../plugins/catalog.js';
import type { AuditRecord } from '../ports/work.js';
import type { Case } from '../verdict/case.js';
import { judge } from '../verdict/judge.js';
import { Ledger } from '../verdict/ledger.js';
import { attackPanels } from './attacks.js';
import { defenseRows } from './defenses.js';
import { detectorPanels } from './detectors.js';
import { identityOf } from './identity.js';
import { limitsOf } from './limits.js';
import { membershipRows } from './membership.js';
import { notMeasuredRows } from './not-measured.js';
import { pictureStrips } from './pictures.js';
import { recoveryRows } from './recovery.js';
import { referenceMetricRows } from './reference-metrics.js';
import { scopeOf } from './scope.js';
import { subjectRows } from './subjects.js';
import { summaryOf } from './summary.js';
import { targetReport, worstFirst } from './targets.js';
import { utilityRows } from './utility.js';

export interface ReportInput {
  readonly record: AuditRecord;
  readonly findings: readonly Finding[];
  /** The rosters the audit ran with: titles, purposes and evidence tiers come from here. */
  readonly catalog: Catalog;
  /** When and how long; left out in the reproducible form. */
  readonly provenance?: { readonly generatedAt: string | null; readonly timings: readonly UnitTiming[] };
}

/**
 * The report of an audit, of finished and unfinished ones alike: what has no findings is not measured.
 * @throws UnknownPluginError when the catalogue lacks a plug-in of the plan
 */
export function buildReport({ record, findings, catalog, provenance }: ReportInput): Report {
  const given: Case = { record, catalog, ledger: new Ledger(findings) };
  const judged = record.checkpoints
    .filter(({ roles }) => roles.includes('target'))
    .map((target) => ({ target, judged: judge(given, target) }));
  const targets = worstFirst(judged.map((entry) => targetReport(given, entry.target, entry.judged)));
  const detectors = detectorPanels(given);
  const defenses = defenseRows(given);
  return {
    schema: 'palimpsest.report/1',
    title: record.plan.name,
    summary: summaryOf(targets),
    scope: scopeOf(given),
    identity: identityOf(given),
    targets,
    recovery: recoveryRows(given),
    utility: utilityRows(given),
    membership: membershipRows(given),
    references: referenceMetricRows(given),
    attacks: attackPanels(given),
    pictures: pictureStrips(given),
    detectors,
    defenses,
    subjects: subjectRows(given, targets),
    notMeasured: notMeasuredRows(given, targets, { detectors, defenses }),
    limits: limitsOf(given, targets),
    plan: record.plan,
    provenance: {
      generatedAt: provenance?.generatedAt ?? null,
      timings: [...(provenance?.timings ?? [])],
    },
  };
}
