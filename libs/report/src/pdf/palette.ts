/** The print set of the colour roles that pages and charts share (`../html/stylesheet.ts`), as values. */
import type { Role, VerdictValue } from '@palimpsest/contracts';
import type { Tone } from '../document/block.js';
import { light, paper } from '../html/stylesheet.js';

const values = new Map(
  [...`${light} ${paper}`.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})/g)].map(([, role = '', value = '']) => [
    role,
    value,
  ]),
);

/** @throws Error for a role that the stylesheet does not define */
export function colour(role: string): string {
  const value = values.get(role);
  if (value === undefined)
    throw new Error(
      `The stylesheet has no colour role ‹${role}› for print; add it to libs/report/src/html/stylesheet.ts`,
    );
  return value;
}

/** Charts name colours as CSS custom properties, which only a browser resolves. */
export const resolveColours = (svg: string): string =>
  svg.replace(/var\(--([\w-]+)\)/g, (_, role: string) => colour(role));

const verdicts: Readonly<Record<VerdictValue, string>> = {
  leak: 'leak',
  'no-leak-above-bound': 'pass',
  inconclusive: 'open',
};
const roles: Readonly<Record<Role, string>> = {
  target: 'series-1',
  original: 'series-2',
  reference: 'series-3',
  'matched-reference': 'series-4',
};

export const verdictColour = (value: VerdictValue): string => colour(verdicts[value]);
export const toneColour = (tone: Tone): string => colour({ ...verdicts, ...roles }[tone]);

/** The darkest heat still leaves black text on it at 4.5 : 1. */
const HOTTEST = 0.6;

/** @param share in [0, 1], of the colour of a leak over white paper */
export function heatColour(share: number): string {
  const strength = HOTTEST * Math.min(1, Math.max(0, share));
  const channels = /#(..)(..)(..)/.exec(colour('leak'))?.slice(1) ?? [];
  return `#${channels.map((channel) => mix(parseInt(channel, 16), strength)).join('')}`;
}

const mix = (channel: number, strength: number): string =>
  Math.round(255 + (channel - 255) * strength)
    .toString(16)
    .padStart(2, '0');
