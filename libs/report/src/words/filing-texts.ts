/**
 * What a filing says, in other languages than the English it is recorded in: by the recorded text, or by the pattern of a
 * piece that was put together. What is not here is shown as it was recorded; official titles stay as they are cited.
 */
import type { Locale } from './locale.js';
import { deFilingTexts } from './de-filing-texts.js';

export type FilingTexts = Readonly<Record<string, string>>;

export const filingTexts: Readonly<Record<Exclude<Locale, 'en'>, FilingTexts>> = { de: deFilingTexts };
