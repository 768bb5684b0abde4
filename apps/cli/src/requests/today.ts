/** Days that a command speaks of. */
import { calendarDate, parseStrict } from '@palimpsest/contracts';

/** By UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** @throws InvalidInputError for what is no calendar date */
export const day = (given: string, option: string): string => parseStrict(calendarDate, given, option);
