/** Every claim of a filing as one row, for a spreadsheet: requirement, claim, evidence, state, confidence. */
import type { FilingRow, Report } from '@palimpsest/contracts';
import { stringify } from 'csv-stringify/sync';

/** RFC 4180, UTF-8, a header first; of a report without a filing the header alone. Formulas are quoted as text. */
export function renderCrosswalkCsv({ filing, identity }: Report): string {
  const rows = filing?.rows.flatMap((row) => rowsOf(row).map((one) => ({ ...about(filing, identity.audit), ...one })));
  return stringify(rows ?? [], { header: true, columns, record_delimiter: 'windows', escape_formulas: true });
}

const columns = [
  ...['audit', 'profile', 'view', 'on', 'requirement', 'reference', 'asks', 'wording', 'wordingOf', 'rowState'],
  ...['claim', 'state', 'confidence', 'confidenceReason', 'evidence', 'cannotShow'],
];

const about = ({ profile, on }: NonNullable<Report['filing']>, audit: string) => ({
  ...{ audit, profile: profile.id, view: profile.view, on },
});

/** A requirement without claims has one row: that nothing speaks to it is what there is to say. */
function rowsOf({ requirement, reference, asks, wording, claims, state, confidence, cannotShow }: FilingRow) {
  const common = { requirement, reference, asks, wording: wording.status, wordingOf: wording.of, rowState: state };
  const said = claims.length > 0 ? claims : [{ claim: '', state, confidence, evidence: [] }];
  return said.map((one) => ({
    ...{ ...common, claim: one.claim, state: one.state, cannotShow },
    ...{ confidence: one.confidence.level, confidenceReason: one.confidence.reason },
    evidence: one.evidence.map(({ kind, id }) => `${kind} ${id}`).join('; '),
  }));
}
