/** One row per requirement: its claims, what they come to, and how much can be built on it. */
import type { Claim, ClaimConfidence, FilingRow } from '@palimpsest/contracts';
import type { Instrument, Requirement } from '../instruments/instrument.js';
import type { Given } from './given.js';
import { claimOf } from './grounds.js';
import { combined } from './states.js';

export function rowsOf(given: Given, instruments: readonly Instrument[]): FilingRow[] {
  return instruments.flatMap((instrument) =>
    instrument.requirements.map((requirement) => rowOf(given, instrument, requirement)),
  );
}

function rowOf(given: Given, instrument: Instrument, requirement: Requirement): FilingRow {
  const { id, reference, asks, wording, grounds, cannotShow } = requirement;
  const claims = grounds.map((ground) => claimOf(given, ground));
  return {
    ...{ requirement: id, instrument: instrument.id, reference, asks },
    wording: { status: wording, of: instrument.edition },
    ...{ claims, state: combined(claims.map(({ state }) => state)), confidence: weakest(claims), cannotShow },
  };
}

/** Of what was measured or read; what was not tested is said by the state. */
function weakest(claims: readonly Claim[]): ClaimConfidence {
  const levels = ['low', 'moderate', 'high'] as const;
  for (const level of levels) {
    const found = claims.find(({ confidence }) => confidence.level === level);
    if (found) return found.confidence;
  }
  return {
    level: 'none',
    reason: claims.length === 0 ? 'no part of a report speaks to it' : 'nothing was measured for it',
  };
}
