/** A report with its filing, when a profile was asked for. */
import { filingOf, named, profiles } from '@palimpsest/compliance';
import type { ErasureRequest, Report } from '@palimpsest/contracts';
import type { GlobalOptions, Invocation } from '../commands/invocation.js';
import type { ExportOptions } from '../commands/report.js';
import { UsageError } from '../failure.js';
import { requestDesk } from '../requests/desk.js';

/**
 * @throws UsageError for options that want a profile, or that a server has no page for; UnknownEntryError and
 * FilingError for what they name
 */
export async function filer(invocation: Invocation<ExportOptions>): Promise<(report: Report) => Report> {
  const { profile, view, of, request: ids = [], format, reproducible } = invocation.options;
  if (profile === undefined) {
    if (view ?? of ?? invocation.options.request)
      throw new UsageError('--view, --of and --request say how a --profile is filed; add one');
    if (format === 'crosswalk-csv')
      throw new UsageError('--format crosswalk-csv needs a --profile: palimpsest compliance list');
    return (report) => report;
  }
  refuseOtherPages(invocation.options);
  const known = named('profile', profiles, profile);
  const requests = ids.length === 0 ? [] : await found(ids, invocation);
  const other = requests.find((request) => request.profile !== profile);
  if (other && drawnByServer(invocation.options))
    throw new UsageError(`A server draws request "${other.id}" by its own profile: --profile ${other.profile}`);
  const filing = {
    ...{ profile: known, requests },
    on: reproducible ? null : new Date().toISOString().slice(0, 10),
    ...(view === undefined ? {} : { view }),
    ...(of === undefined ? {} : { checkpoints: of }),
  };
  return (report) => ({ ...report, filing: filingOf(report, filing) });
}

async function found(ids: readonly string[], invocation: Invocation): Promise<readonly ErasureRequest[]> {
  const desk = await requestDesk(invocation);
  return Promise.all(ids.map(async (id) => (await desk.find(id)).request));
}

const drawnByServer = ({ server, format }: Pick<ExportOptions, 'format'> & GlobalOptions): boolean =>
  server !== undefined && ['html', 'pdf', 'all'].includes(format);

/** A server's page and PDF are filed under a profile, for one request at most, all targets, in the first view. */
function refuseOtherPages(options: ExportOptions & GlobalOptions): void {
  const { request = [], view, of } = options;
  if (!drawnByServer(options) || (request.length <= 1 && (view ?? of) === undefined)) return;
  throw new UsageError(
    'A server draws page and PDF with at most one --request, without --view and --of; or use --format crosswalk-csv, json or sarif',
  );
}
