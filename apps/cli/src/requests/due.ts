/** What has to be answered next. */
import { exitCodes } from '@palimpsest/contracts';
import type { Invocation } from '../commands/invocation.js';
import type { DueOptions } from '../commands/request.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { requestDesk } from './desk.js';
import { requestJson, requestLines } from './request-text.js';
import { day } from './today.js';

/** @returns 100 when one is overdue: a policy is not met */
export async function dueRequests(invocation: Invocation<DueOptions>): Promise<number> {
  const { on, within, json } = invocation.options;
  if (within !== undefined && !(Number.isInteger(within) && within >= 0))
    throw new UsageError('--within: give a whole number of days, 0 or more');
  const by = { ...(on === undefined ? {} : { on: day(on, '--on') }), ...(within === undefined ? {} : { within }) };
  const rows = await (await requestDesk(invocation)).due(by);
  await emit(json, rows.map(requestJson), () => (rows.length === 0 ? 'Nothing is due.' : requestLines(rows)));
  return rows.some(({ standing }) => standing === 'overdue') ? exitCodes.leak : 0;
}
