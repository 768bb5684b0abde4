/** How charts write numbers: as the text beside them does (`../words/number-writer.ts`), in the terms of d3-format. */
import type { Locale } from '../words/locale.js';

export interface ChartNumbers {
  readonly decimal: string;
  readonly thousands: string;
  readonly grouping: number[];
  readonly currency: [string, string];
  readonly percent: string;
  readonly minus: string;
}

/** Thousands stay together, a true minus sign (U+2212), a space before the percent sign. */
const everywhere = { thousands: '', grouping: [3], currency: ['', ''] as [string, string], percent: ' %', minus: '−' };

export const chartNumbers: Readonly<Record<Locale, ChartNumbers>> = {
  en: { ...everywhere, decimal: '.' },
  de: { ...everywhere, decimal: ',' },
};
