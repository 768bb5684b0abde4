/** The day a command speaks of: the given one, or today by UTC. */
import { calendarDate, parseStrict } from '@palimpsest/contracts';

/** @throws InvalidInputError for what is no calendar date */
export const dayOf = (given: string | undefined, option = '--on'): string =>
  given === undefined ? new Date().toISOString().slice(0, 10) : parseStrict(calendarDate, given, option);
