/** The languages that a report for people can be in. Adding one: a table like `en.ts`, and a line in `words.ts`. */
export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];
