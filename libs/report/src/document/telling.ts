/** What every section is made from. */
import type { Report, ReportLevel } from '@palimpsest/contracts';
import type { Locale } from '../words/locale.js';
import type { NumberWriter } from '../words/number-writer.js';
import type { Words } from '../words/words.js';
import type { Section } from './block.js';
import type { ReportCharts } from './draw-charts.js';

export type Level = ReportLevel;

export interface Telling {
  readonly report: Report;
  readonly locale: Locale;
  readonly level: Level;
  readonly words: Words;
  readonly write: NumberWriter;
  /** None of them at the level `summary`. */
  readonly charts: ReportCharts;
  /** Bytes of pictures that are at hand, by SHA-256. */
  readonly pictures: ReadonlyMap<string, Uint8Array | 'unreadable'>;
}

/** Null when the report has nothing for it. */
export type TellSection = (telling: Telling) => Section | null;
