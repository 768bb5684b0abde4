/**
 * Calendar dates without clocks or time zones. A month later is the same day of the next month, or its last day where it
 * has no such day: 31 January + 1 month = 28 February. Weekends and holidays move nothing here, which only makes a date
 * earlier than some authorities would have it.
 */
import type { Span } from '../profiles/profile.js';

/** @param date `YYYY-MM-DD` @throws RangeError when it is none */
export function datePlus(date: string, span: Span): string {
  const [year, month, day] = partsOf(date);
  if ('days' in span) return isoOf(new Date(Date.UTC(year, month - 1, day + span.days)));
  const lastDay = new Date(Date.UTC(year, month + span.months, 0)).getUTCDate();
  return isoOf(new Date(Date.UTC(year, month - 1 + span.months, Math.min(day, lastDay))));
}

const isoOf = (date: Date): string => date.toISOString().slice(0, 10);

function partsOf(date: string): readonly [number, number, number] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const parts = [Number(year), Number(month), Number(day)] as const;
  const known = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2]));
  if (Number.isNaN(known.getTime()) || isoOf(known) !== date)
    throw new RangeError(`"${date}" is no calendar date; write YYYY-MM-DD`);
  return parts;
}
