/** A report with its filing, where a profile was asked for. */
import { filingOf, profiles } from '@palimpsest/compliance';
import type { Report } from '@palimpsest/contracts';
import { ProblemError } from '../http/problem-error.js';

/**
 * On the day on which the report was made.
 * @throws ProblemError naming the profiles there are
 */
export function filedReport(report: Report, { profile: id }: { readonly profile?: string | undefined }): Report {
  if (id === undefined) return report;
  const profile = profiles.find((one) => one.id === id);
  if (!profile) throw unknownProfile(id);
  return { ...report, filing: filingOf(report, { profile, on: report.provenance.generatedAt?.slice(0, 10) ?? null }) };
}

function unknownProfile(id: string): ProblemError {
  const message = `there is no profile ${id}; there are ${profiles.map((one) => one.id).join(', ')}`;
  return new ProblemError('invalid-input', `query: profile: ${message}`, [{ path: 'profile', message }]);
}
