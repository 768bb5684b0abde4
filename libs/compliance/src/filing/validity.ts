/** How long a filing stands, and what ends it before. */
import type { Filing } from '@palimpsest/contracts';
import { datePlus } from '../requests/dates.js';

/** Half a year: our own choice. */
export const DEFAULT_VALIDITY_DAYS = 180;

export function validityOf(on: string | null, days: number): Filing['validity'] {
  return {
    days,
    until: on === null ? null : datePlus(on, { days }),
    triggers: [
      { trigger: 'expired', detail: 'those days have passed; no text sets their number, this one is ours' },
      { trigger: 'new-checkpoint', detail: 'the digest of the files in service is another than the audited one' },
      {
        trigger: 'quantisation',
        detail: 'a checkpoint is put into service in another precision: rounding can bring back what was unlearned',
      },
      { trigger: 'adapter-merge', detail: 'an adapter is added, removed or merged' },
      { trigger: 'further-training', detail: 'a checkpoint is trained further, distilled or merged with another' },
      { trigger: 'new-request', detail: 'somebody asks to be erased who is not among the audited people' },
      { trigger: 'new-attack', detail: 'a class of attack that was not tested here becomes practicable' },
    ],
  };
}
