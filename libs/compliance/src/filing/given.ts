/** What every part of a filing is made from. */
import type { CoverageCell, FiledRequest, PeopleBound, Report, TargetReport } from '@palimpsest/contracts';
import type { View } from '../profiles/profile.js';

export interface Given {
  readonly report: Report;
  /** The targets that the filing speaks about. */
  readonly targets: readonly TargetReport[];
  readonly view: View;
  readonly coverage: readonly CoverageCell[];
  readonly people: readonly PeopleBound[];
  readonly requests: readonly FiledRequest[];
}

/** `reference-2: direct/clean/choice`, as evidence names an endpoint. */
export const endpointName = (checkpoint: string, endpoint: string): string => `${checkpoint}: ${endpoint}`;

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
