/** What a policy took when it was timed, or takes by what its units took. */
import type { PolicyFile } from '@palimpsest/contracts';
import { duration } from '../output/words.js';

export const costText = (measured: PolicyFile['measured']): string =>
  measured === null
    ? 'not timed'
    : `${measured.how === 'added-up' ? 'about ' : ''}${duration(1000 * measured.seconds)} on ${measured.cores} cores`;
