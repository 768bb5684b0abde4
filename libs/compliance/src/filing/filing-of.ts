/**
 * A report beside the norms of a profile. Pure: the same report, requests and day give the same filing. It adds no
 * measurement; every claim points into the report or at a request.
 */
import type { ErasureRequest, FiledRequest, Filing, Report } from '@palimpsest/contracts';
import type { Instrument } from '../instruments/instrument.js';
import { instruments } from '../instruments/roster.js';
import { named, type Profile } from '../profiles/profile.js';
import { standingOf } from '../requests/standing.js';
import { coverageOf } from './coverage.js';
import type { Given } from './given.js';
import { peopleBounds } from './people.js';
import { rowsOf } from './rows.js';
import { DEFAULT_VALIDITY_DAYS, validityOf } from './validity.js';

export interface FilingOptions {
  readonly profile: Profile;
  /** One of the profile's; its first unless given. */
  readonly view?: string;
  /** Targets it speaks about; all unless given. */
  readonly checkpoints?: readonly string[];
  readonly requests?: readonly ErasureRequest[];
  /** `YYYY-MM-DD`; null in the reproducible form, in which no standing of a request can be said. */
  readonly on: string | null;
  readonly validityDays?: number;
  /** Share of a person's answers; the margin of the plan unless given. */
  readonly personThreshold?: number;
}

/** @throws UnknownEntryError for a view or a checkpoint that is not there; FilingError for requests without a day */
export function filingOf(report: Report, options: FilingOptions): Filing {
  const { profile, requests = [], on, validityDays = DEFAULT_VALIDITY_DAYS } = options;
  if (on === null && requests.length > 0)
    throw new FilingError(
      'Whether a request is in time depends on the day; leave --reproducible away, or the requests',
    );
  const view =
    options.view === undefined ? profile.views[0] : named('view of this profile', profile.views, options.view);
  const targets = targetsOf(report, options.checkpoints);
  const checkpoints = targets.map(({ checkpoint }) => checkpoint);
  const given: Given = {
    ...{ report, targets, view },
    coverage: coverageOf(report, targets),
    people: peopleBounds(report, checkpoints, options.personThreshold ?? report.plan.policy.margin),
    requests: on === null ? [] : requests.map((request) => filed(request, report, checkpoints, on)),
  };
  const those = profile.instruments.map((id) => named('instrument', instruments, id));
  return {
    schema: 'palimpsest.filing/1',
    notice,
    profile: { id: profile.id, title: profile.title, view: view.id, remarks: [view.remark, ...profile.remarks] },
    ...{ on, checkpoints },
    rows: rowsOf(given, those),
    coverage: [...given.coverage],
    people: [...given.people],
    requests: [...given.requests],
    validity: validityOf(on, validityDays),
    sources: those.flatMap(sourcesOf),
  };
}

/** A filing cannot be drawn from what was given. */
export class FilingError extends Error {
  override readonly name = 'FilingError';
}

const notice =
  'Evidence for, not proof of, compliance, and not legal advice. A controller and an authority decide; requirements are paraphrased, and each says how far its wording was checked.';

function targetsOf({ targets }: Report, checkpoints: readonly string[] | undefined): Report['targets'] {
  if (!checkpoints) return targets;
  const known = targets.map((target) => ({ id: target.checkpoint, target }));
  return checkpoints.map((name) => named('target in this report', known, name).target);
}

function filed(request: ErasureRequest, { subjects }: Report, targets: readonly string[], on: string): FiledRequest {
  const people = new Set(
    subjects.filter(({ checkpoint }) => targets.includes(checkpoint)).map(({ subject }) => subject),
  );
  return {
    request,
    standing: standingOf(request, on),
    audited: request.subjects.filter((subject) => people.has(subject)),
    notAudited: request.subjects.filter((subject) => !people.has(subject)),
    checkpointsNotAudited: request.checkpoints
      .map(({ checkpoint }) => checkpoint)
      .filter((checkpoint) => !targets.includes(checkpoint)),
  };
}

const sourcesOf = ({ id, sources }: Instrument): Filing['sources'] =>
  sources.map(({ title, where }) => ({ instrument: id, title, where }));
