/** The words of a locale. English is the measure: a key that another table lacks does not compile. */
import { de } from './de.js';
import { en } from './en.js';
import type { Locale } from './locale.js';

export type Words = typeof en;

export const wordsOf: Readonly<Record<Locale, Words>> = { en, de };
