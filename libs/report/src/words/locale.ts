/** The languages that a report for people can be in. Adding one: a table like `en.ts`, and a line in `words.ts`. */
import type { ReportLocale } from '@palimpsest/contracts';

export type Locale = ReportLocale;
