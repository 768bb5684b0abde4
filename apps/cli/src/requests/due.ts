/** What has to be answered next. */
import { datePlus, standingOf } from '@palimpsest/compliance';
import { exitCodes } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import type { DueOptions } from '../commands/request.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { RequestBook } from '../state/request-book.js';
import { requestLines } from './request-text.js';
import { dayOf } from './today.js';

/** @returns 100 when one is overdue: a policy is not met */
export async function dueRequests({ options }: Invocation<DueOptions>): Promise<number> {
  const { within } = options;
  if (within !== undefined && !(Number.isInteger(within) && within >= 0))
    throw new UsageError('--within: give a whole number of days, 0 or more');
  const today = dayOf(options.on);
  const last = within === undefined ? null : datePlus(today, { days: within });
  const open = (await new RequestBook(options.state).list())
    .filter(({ answer, due }) => answer === null && (last === null || (due !== null && due <= last)))
    .sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'));
  const rows = open.map((request) => ({ ...request, standing: standingOf(request, today) }));
  await emit(options.json, rows, () => (open.length === 0 ? 'Nothing is due.' : requestLines(open, today)));
  return rows.some(({ standing }) => standing === 'overdue') ? exitCodes.leak : 0;
}
