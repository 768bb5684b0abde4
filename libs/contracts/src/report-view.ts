/** How a report for people is wanted: in which language, and how much of it. */
import { z } from 'zod';
import { slug } from './primitives.js';

export const reportLocales = ['en', 'de'] as const;
export type ReportLocale = (typeof reportLocales)[number];

/** `summary`: verdict and one page for whoever decides. `full`: everything, for whoever checks. */
export const reportLevels = ['summary', 'full'] as const;
export type ReportLevel = (typeof reportLevels)[number];

/** As query parameters. */
export const reportViewQuery = {
  locale: z.enum(reportLocales).default('en').describe('language of the page'),
  level: z.enum(reportLevels).default('full').describe('`summary`: one page for whoever decides'),
  profile: slug
    .optional()
    .describe('sets it beside the norms of a jurisdiction, as of today: eu, uk, us-california, us-federal or generic'),
};
