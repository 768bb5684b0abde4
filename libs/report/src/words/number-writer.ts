/** How numbers and times are written for people: decimal sign by locale, a true minus sign (U+2212), no grouping. */
import type { Locale } from './locale.js';

const decimalSigns: Readonly<Record<Locale, string>> = { en: '.', de: ',' };

export interface NumberWriter {
  /** 12.345 with 1 digit → "12.3" */
  readonly fixed: (value: number, digits: number) => string;
  /** As many digits as are needed, two at most: 95 → "95", 2.5 → "2.5" */
  readonly tidy: (value: number) => string;
  /** 0.1234 → "12.3 %" */
  readonly percent: (share: number) => string;
  /** 0.95 → "95 %" */
  readonly tidyPercent: (share: number) => string;
  /** A difference of shares in percentage points, signed: 0.1234 → "+12.3" */
  readonly points: (difference: number) => string;
  /** Three digits; powers of ten below 0.001: 4.1e-4 → "4.1 × 10⁻⁴" */
  readonly small: (value: number) => string;
  /** Three significant digits */
  readonly precise: (value: number) => string;
  /** `2026-11-28T14:03:09.000Z` → "2026-11-28 14:03 UTC" or "28.11.2026, 14:03 UTC" */
  readonly time: (iso: string) => string;
}

export function numberWriter(locale: Locale): NumberWriter {
  const local = (digits: string) => digits.replace('-', '−').replace('.', decimalSigns[locale]);
  const fixed = (value: number, digits: number) => local(withoutNegativeZero(value.toFixed(digits)));
  const tidy = (value: number) => local(String(Number(value.toFixed(2))));
  return {
    fixed,
    tidy,
    percent: (share) => `${fixed(100 * share, 1)} %`,
    tidyPercent: (share) => `${tidy(100 * share)} %`,
    points: (difference) => `${difference < 0 ? '−' : '+'}${fixed(Math.abs(100 * difference), 1)}`,
    small: (value) => (value !== 0 && Math.abs(value) < 0.001 ? powerOfTen(value, local) : fixed(value, 3)),
    precise: (value) => local(value.toPrecision(3)),
    time: (iso) => writeTime(iso, locale),
  };
}

const withoutNegativeZero = (digits: string) => (/^-[0.]+$/.test(digits) ? digits.slice(1) : digits);

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function powerOfTen(value: number, local: (digits: string) => string): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(1).split('e');
  const raised = exponent.replace(/\d/g, (digit) => superscripts[Number(digit)] ?? '').replace('-', '⁻');
  return `${local(mantissa)} × 10${raised.replace('+', '')}`;
}

function writeTime(iso: string, locale: Locale): string {
  const [date = '', clock = ''] = iso.split('T');
  const time = `${clock.slice(0, 5)} UTC`;
  return locale === 'de' ? `${date.split('-').reverse().join('.')}, ${time}` : `${date} ${time}`;
}
