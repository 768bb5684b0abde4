/** Everything that can be said about a bundle from its bytes alone. */
import { checkAnnex } from './annex-check.js';
import type { Check, Evidence, Outcome } from './check.js';
import { failed } from './check.js';
import { checkFiles } from './files-check.js';
import { checkFindings } from './findings-check.js';
import { checkIdentity } from './identity-check.js';
import { checkLog } from './log-check.js';
import { checkPlan } from './plan-check.js';
import { UnreadableError } from './read.js';
import { checkRoot } from './root-check.js';
import { checkSignature } from './signature-check.js';
import { checkStatement } from './statement-check.js';
import { checkTimeStamps } from './timestamps-check.js';
import { SigningKeyError } from '../crypto/key-file.js';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly run: (evidence: Evidence) => Promise<Outcome>;
}

const roster: readonly Entry[] = [
  { id: 'files', title: 'Files are complete and unchanged', run: checkFiles },
  { id: 'root', title: 'The Merkle root fits', run: checkRoot },
  { id: 'signature', title: 'Signed', run: checkSignature },
  { id: 'statement', title: 'What was signed is what lies here', run: checkStatement },
  { id: 'identity', title: 'Report and manifest speak of the same checkpoints and data', run: checkIdentity },
  { id: 'plan', title: 'The plan is the one that was fixed beforehand', run: checkPlan },
  { id: 'findings', title: 'Findings are complete and unchanged', run: checkFindings },
  { id: 'log', title: 'The log of the server is an unbroken chain', run: checkLog },
  { id: 'annex', title: 'What is encrypted is as listed', run: checkAnnex },
  { id: 'timestamps', title: 'Time-stamped', run: checkTimeStamps },
];

export interface Verification {
  /** No check failed. */
  readonly intact: boolean;
  /** A key that was trusted beforehand signed it. */
  readonly trusted: boolean;
  readonly checks: readonly Check[];
  /** What all of this does not prove, in words. */
  readonly notProved: readonly string[];
}

export const notProved: readonly string[] = [
  'that the verdict is right: a signature says who vouches for it, and a mistake can be signed',
  'that the checkpoint in service is the one that was audited: compare its files with the digests',
  'that the answers were really given: repeat a sample of steps with palimpsest rerun',
  'that nothing was forgotten by other means than those that were tried: read what was not measured',
  'that no result was known when the plan was stamped: a stamp says that the plan was there by then, not what else was',
  'that the log tells all that was done: it tells what the server wrote down, and never changed afterwards',
  'compliance with any law: this is evidence for whoever decides that',
];

export async function verifyBundle(evidence: Evidence): Promise<Verification> {
  const checks: Check[] = [];
  for (const { id, title, run } of roster) {
    const { state, details } = await run(evidence).catch((thrown: unknown): Outcome => {
      if (thrown instanceof UnreadableError || thrown instanceof SigningKeyError || thrown instanceof RangeError)
        return failed(thrown.message);
      throw thrown;
    });
    checks.push({ id, title, state, details });
  }
  const intact = checks.every(({ state }) => state !== 'failed');
  const isSigned = checks.some(({ id, state }) => id === 'signature' && state === 'passed');
  return { intact, trusted: intact && isSigned && evidence.trusted.length > 0, checks, notProved };
}
