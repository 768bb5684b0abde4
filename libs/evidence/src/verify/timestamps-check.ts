/** Who says that the plan and the list of everything were there, and by when. */
import { canonicalJson } from '@palimpsest/contracts';
import { sha256 } from '../crypto/sha256.js';
import { digestOfManifest, outside } from '../bundle/manifest.js';
import { TimeStampError } from '../timestamp/time-stamp-error.js';
import { verifyTimeStamp, type TimeStamp } from '../timestamp/verify-time-stamp.js';
import { failed, notChecked, passed, type Evidence, type Outcome } from './check.js';
import { readManifest, readPlan } from './read.js';

export async function checkTimeStamps(evidence: Evidence): Promise<Outcome> {
  const { files, timeStampRoots = [] } = evidence;
  const plan = await look(outside.planTimeStamp, evidence, () => sha256(canonicalJson(readPlan(files))));
  const manifest = await look(outside.manifestTimeStamp, evidence, () => digestOfManifest(readManifest(files)));
  const problems = [...plan.problems, ...manifest.problems];
  if (problems.length > 0) return failed(...problems);
  if (!plan.stamp && !manifest.stamp)
    return timeStampRoots.length > 0
      ? failed('not time-stamped: no authority says when plan and bundle were there, though you named some')
      : notChecked('not time-stamped: only whoever signed says when plan and bundle were there');
  if (plan.stamp && manifest.stamp && plan.stamp.time > manifest.stamp.time)
    return failed(`${outside.planTimeStamp}: the plan was stamped after the bundle`);
  return passed(told('the plan', plan.stamp), told('the bundle', manifest.stamp));
}

interface Seen {
  /** Null when there is none, or none that holds. */
  readonly stamp: TimeStamp | null;
  readonly problems: readonly string[];
}

async function look(
  path: string,
  { files, timeStampRoots = [], revocationLists = [] }: Evidence,
  digest: () => Promise<string>,
): Promise<Seen> {
  const response = files.get(path);
  if (!response) return { stamp: null, problems: [] };
  try {
    const expected = { digest: await digest(), roots: timeStampRoots, revocationLists };
    return { stamp: await verifyTimeStamp(response, expected), problems: [] };
  } catch (error) {
    if (!(error instanceof TimeStampError)) throw error;
    return { stamp: null, problems: [`${path}: ${error.message}`] };
  }
}

function told(what: string, stamp: TimeStamp | null): string {
  if (!stamp) return `${what}: not time-stamped`;
  const whom = stamp.trusted
    ? `which leads to a root that you trust; ${revocationOf(stamp)}`
    : 'for whom you named no root';
  return `${what} was there by ${stamp.time.toISOString()}, says ${stamp.authority}, ${whom}`;
}

const revocationOf = ({ listed }: TimeStamp): string =>
  listed === null
    ? 'whether its certificate was revoked was not checked'
    : `not revoked, by the list of ${listed.toISOString().slice(0, 10)}`;
