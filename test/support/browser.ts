/** Chromium, where this machine has one: for pages that must work in a browser. */
import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Null where there is none; `CHROMIUM` names one that lies elsewhere. */
export const chromium: string | null = process.env['CHROMIUM'] ?? usual.find((path) => existsSync(path)) ?? null;

/** Behind a title, so that a list of skipped tests says what they lack. */
export const needsChromium = chromium ? '' : ' (needs Chromium: apt-get install chromium, or CHROMIUM=<path>)';
