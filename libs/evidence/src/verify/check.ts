/** One thing that verification looks at. */
import type { PublicKey } from '../crypto/dsse.js';
import type { Files } from '../bundle/manifest.js';

export interface Check {
  readonly id: string;
  readonly title: string;
  /** `not-checked`: there was nothing to check it against. */
  readonly state: 'passed' | 'failed' | 'not-checked';
  /** What was seen, one line each; of a failure, what is wrong and where. */
  readonly details: readonly string[];
}

export interface Evidence {
  readonly files: Files;
  /** Keys that whoever verifies has from elsewhere. */
  readonly trusted: readonly PublicKey[];
  /** Certificates, DER, of time-stamping authorities that whoever verifies trusts. */
  readonly timeStampRoots?: readonly Uint8Array[];
  /** Revocation lists, DER, that say which of their certificates were taken back. */
  readonly revocationLists?: readonly Uint8Array[];
}

export interface Outcome {
  readonly state: Check['state'];
  readonly details: readonly string[];
}

export const failed = (...details: string[]): Outcome => ({ state: 'failed', details });
export const passed = (...details: string[]): Outcome => ({ state: 'passed', details });
export const notChecked = (...details: string[]): Outcome => ({ state: 'not-checked', details });
