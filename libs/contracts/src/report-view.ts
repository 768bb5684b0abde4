/** How a report for people is wanted: in which language, and how much of it. */
import { z } from 'zod';
import { slug } from './primitives.js';

export const reportLocales = ['en', 'de'] as const;
export type ReportLocale = (typeof reportLocales)[number];

/** `summary`: verdict and one page for whoever decides. `full`: everything, for whoever checks. */
export const reportLevels = ['summary', 'full'] as const;
export type ReportLevel = (typeof reportLevels)[number];

/**
 * What a report shows of people. `withhold`: neither pictures nor their digests. `blur`: coarse colours, the noise not.
 * `show`: the pictures themselves and the noise, for those who may see them; the report says so and whoever asked is logged.
 */
export const reportPictures = ['withhold', 'blur', 'show'] as const;
export type ReportPictures = (typeof reportPictures)[number];

/** As query parameter. */
export const reportPicturesQuery = {
  pictures: z
    .enum(reportPictures)
    .default('withhold')
    .describe('of people; `show` needs answers:reveal, is marked in the report, and is logged'),
};

/** As query parameters of what people read. */
export const reportViewQuery = {
  ...reportPicturesQuery,
  locale: z.enum(reportLocales).default('en').describe('language of the page'),
  level: z.enum(reportLevels).default('full').describe('`summary`: one page for whoever decides'),
  profile: slug
    .optional()
    .describe('sets it beside the norms of a jurisdiction, as of today: eu, uk, us-california, us-federal or generic'),
};
