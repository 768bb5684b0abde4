/** One row per requirement: its claims, what they come to, and how much can be built on it. */
import type { Claim, ClaimConfidence, FilingRow, RequirementState } from '@palimpsest/contracts';
import type { Instrument, Requirement } from '../instruments/instrument.js';
import { because, say } from './english.js';
import type { Given } from './given.js';
import { claimOf } from './grounds.js';
import { confidenceReasons } from './sentences.js';
import { combined } from './states.js';

export function rowsOf(given: Given, instruments: readonly Instrument[]): FilingRow[] {
  return instruments.flatMap((instrument) =>
    instrument.requirements.map((requirement) => rowOf(given, instrument, requirement)),
  );
}

function rowOf(given: Given, instrument: Instrument, requirement: Requirement): FilingRow {
  const { id, reference, asks, wording, grounds, cannotShow } = requirement;
  const claims = grounds.map((ground) => claimOf(given, ground));
  const state = combined(claims.map((claim) => claim.state));
  return {
    ...{ requirement: id, instrument: instrument.id, reference, asks },
    wording: { status: wording, of: instrument.edition },
    ...{ claims, state, confidence: confidenceOf(claims, state), cannotShow },
  };
}

/**
 * Of the claims that make the state: one shown leak is enough against, so the strongest counts; for everything else the
 * weakest. What was not tested is said by the state.
 */
function confidenceOf(claims: readonly Claim[], state: RequirementState): ClaimConfidence {
  const isAgainst = state === 'evidence-against';
  const those = isAgainst ? claims.filter((claim) => claim.state === state) : claims;
  const order = isAgainst ? (['high', 'moderate', 'low'] as const) : (['low', 'moderate', 'high'] as const);
  for (const level of order) {
    const found = those.find(({ confidence }) => confidence.level === level);
    if (found) return found.confidence;
  }
  return because('none', say(claims.length === 0 ? confidenceReasons.noPart : confidenceReasons.nothingMeasured));
}
