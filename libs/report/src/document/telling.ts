/** What every section is made from. */
import type { Report } from '@palimpsest/contracts';
import type { Locale } from '../words/locale.js';
import type { NumberWriter } from '../words/number-writer.js';
import type { Words } from '../words/words.js';
import type { Section } from './block.js';
import type { ReportCharts } from './draw-charts.js';

/** For whoever decides, on one page; or everything, for whoever checks. */
export const levels = ['summary', 'full'] as const;
export type Level = (typeof levels)[number];

export interface Telling {
  readonly report: Report;
  readonly locale: Locale;
  readonly level: Level;
  readonly words: Words;
  readonly write: NumberWriter;
  /** None of them at the level `summary`. */
  readonly charts: ReportCharts;
  /** Bytes of pictures that are at hand, by SHA-256. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** Null when the report has nothing for it. */
export type TellSection = (telling: Telling) => Section | null;
