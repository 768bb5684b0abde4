/** Who is compared: the targets of stored audits, provided they were asked about the same people. */
import type { TargetReport } from '@palimpsest/contracts';
import { AuditInputError } from '../engine/errors.js';
import type { StoredAudit } from '../engine/stored-audit.js';
import type { Catalog } from '../plugins/catalog.js';
import type { AuditRecord } from '../ports/work.js';
import { targetReport } from '../report/targets.js';
import type { Case } from '../verdict/case.js';
import { judge } from '../verdict/judge.js';
import { Ledger } from '../verdict/ledger.js';

export interface Contestant {
  /** Unique in the comparison: the checkpoint's name, with its audit where two audits have it. */
  readonly label: string;
  readonly given: Case;
  readonly target: AuditRecord['checkpoints'][number];
  /** What its own audit says of it. */
  readonly report: TargetReport;
}

/**
 * The baseline first, then in the order given.
 * @param baseline label or name of a target; the first one unless told
 * @throws AuditInputError when there is nothing to compare, the audits are about different people, or the baseline is
 * nobody or several
 */
export function contestantsOf(
  audits: readonly StoredAudit[],
  catalog: Catalog,
  baseline?: string,
): readonly Contestant[] {
  refuseOtherPeople(audits);
  const targets = audits.flatMap(({ record, findings }) => {
    const given: Case = { record, catalog, ledger: new Ledger(findings) };
    return record.checkpoints
      .filter(({ roles }) => roles.includes('target'))
      .map((target) => ({ given, target, report: targetReport(given, target, judge(given, target)) }));
  });
  if (targets.length < 2) {
    throw new AuditInputError('Comparison', 'there is only one target', 'Name a second audit, or one with several.');
  }
  const named = targets.map((entry): Contestant => {
    const { name } = entry.target;
    const isAmbiguous = targets.some((other) => other !== entry && other.target.name === name);
    return { ...entry, label: isAmbiguous ? `${name} (${entry.given.record.id})` : name };
  });
  const first = baseline === undefined ? named[0] : baselineAmong(named, baseline);
  return [...named.filter((entry) => entry === first), ...named.filter((entry) => entry !== first)];
}

function refuseOtherPeople(audits: readonly StoredAudit[]): void {
  const [first] = audits;
  for (const { record } of audits) {
    if (!first || peopleOf(record) === peopleOf(first.record)) continue;
    const isOtherData = record.dataset.digest !== first.record.dataset.digest;
    throw new AuditInputError(
      'Comparison',
      `${record.id} and ${first.record.id} used different ${isOtherData ? 'data sets' : 'splits of the data set'}`,
      'Compare audits of the same people.',
    );
  }
}

function peopleOf({ dataset, plan }: AuditRecord): string {
  return [dataset.digest, plan.dataset.forget, plan.dataset.retain].join('\n');
}

function baselineAmong(named: readonly Contestant[], baseline: string): Contestant {
  const exact = named.filter(({ label }) => label === baseline);
  const found = exact.length > 0 ? exact : named.filter(({ target }) => target.name === baseline);
  const [only] = found;
  if (only && found.length === 1) return only;
  const problem = only ? 'is several targets' : 'is no target of these audits';
  const labels = (only ? found : named).map(({ label }) => JSON.stringify(label)).join(', ');
  throw new AuditInputError('Baseline', `${baseline} ${problem}`, `Choose one of ${labels}.`);
}
