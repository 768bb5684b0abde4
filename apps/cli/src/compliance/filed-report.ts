/** A report with its filing, when a profile was asked for. */
import { filingOf, named, profiles } from '@palimpsest/compliance';
import type { Report } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import type { ExportOptions } from '../commands/report.js';
import { UsageError } from '../failure.js';
import { RequestBook } from '../state/request-book.js';

/** @throws UsageError for options that want a profile; UnknownEntryError and FilingError for what they name */
export async function filer({ options }: Invocation<ExportOptions>): Promise<(report: Report) => Report> {
  const { profile, view, of, request: ids = [], format, reproducible, server, state } = options;
  if (profile === undefined) {
    if (view ?? of ?? options.request)
      throw new UsageError('--view, --of and --request say how a --profile is filed; add one');
    if (format === 'crosswalk-csv')
      throw new UsageError('--format crosswalk-csv needs a --profile: palimpsest compliance list');
    return (report) => report;
  }
  if (server && ['html', 'pdf', 'all'].includes(format) && (view ?? of ?? options.request))
    throw new UsageError(
      'A server files page and PDF under the --profile alone; leave --view, --of and --request away, or use --format crosswalk-csv, json or sarif',
    );
  const book = new RequestBook(state);
  const requests = await Promise.all(ids.map((id) => book.find(id)));
  const filing = {
    ...{ profile: named('profile', profiles, profile), requests },
    on: reproducible ? null : new Date().toISOString().slice(0, 10),
    ...(view === undefined ? {} : { view }),
    ...(of === undefined ? {} : { checkpoints: of }),
  };
  return (report) => ({ ...report, filing: filingOf(report, filing) });
}
