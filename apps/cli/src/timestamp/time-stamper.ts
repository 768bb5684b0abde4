/** The authority that `--timestamp` names, asked only where that is allowed. */
import type { TimeStamper } from '@palimpsest/evidence';
import { askAuthority } from './ask-authority.js';
import { checkedAuthority, timeStampSettings } from './time-stamp-settings.js';

/** @throws UsageError at once for an address that must not be asked, and later when no stamp comes back */
export function timeStamper(address: string): TimeStamper {
  const url = checkedAuthority(address, timeStampSettings());
  return (digest) => askAuthority(url, digest);
}
