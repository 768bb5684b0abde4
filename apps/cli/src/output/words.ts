/** Numbers as people read them. */
import type { Metric } from '@palimpsest/contracts';

/** 83 s → "1 min 23 s". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** 1536 B → "1.5 kB". */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? ''}`;
}

/** 0.186 → "18.6 %". */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** "18.6 %", or "–" for what was not measured. */
export const metricText = (metric: Metric): string => (metric.state === 'measured' ? percent(metric.estimate) : '–');

/** "18.6 % [13.9, 24.8]". */
export function intervalText(metric: Metric): string {
  if (metric.state === 'not-measured') return '–';
  const { low, high } = metric.interval;
  return `${percent(metric.estimate)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
}

/** "+18.6 [+13.9, +24.8]": a difference in percentage points. */
export function pointsText(metric: Metric): string {
  if (metric.state === 'not-measured') return '–';
  const points = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(100 * value).toFixed(1)}`;
  return `${points(metric.estimate)} [${points(metric.interval.low)}, ${points(metric.interval.high)}]`;
}

/** Enough of a digest to tell two apart. */
export const shortDigest = (digest: string): string => digest.slice(0, 12);
