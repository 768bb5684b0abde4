/**
 * One chart to one SVG string, drawn by Vega-Lite without a browser. Colours are CSS variables, so
 * the same drawing follows light mode, dark mode and print; the page defines them (`../theme.ts`).
 */
import { View, parse } from 'vega';
import { compile, type Config, type TopLevelSpec } from 'vega-lite';
import type { Locale } from '../words/locale.js';
import { chartNumbers } from './chart-numbers.js';

/** A layer of a layered chart. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** Colour roles of every chart; values are CSS custom properties set by the page. */
export const ink = {
  text: 'var(--ink)',
  muted: 'var(--muted)',
  grid: 'var(--line)',
  accent: 'var(--accent)',
  leak: 'var(--leak)',
  series: [
    'var(--series-1)',
    'var(--series-2)',
    'var(--series-3)',
    'var(--series-4)',
    'var(--series-5)',
    'var(--series-6)',
  ],
} as const;

const theme: Config = {
  aria: false,
  background: 'transparent',
  font: 'system-ui, sans-serif',
  view: { stroke: 'transparent' },
  axis: {
    domainColor: ink.grid,
    gridColor: ink.grid,
    tickColor: ink.grid,
    labelColor: ink.text,
    titleColor: ink.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 260,
  },
  legend: {
    labelLimit: 220,
    labelColor: ink.text,
    titleColor: ink.muted,
    labelFontSize: 12,
    orient: 'top',
    title: null,
  },
  header: { labelColor: ink.text, titleColor: ink.muted },
  range: { category: [...ink.series] },
};

/**
 * @param specification a Vega-Lite specification without colours of its own
 * @param label what the picture shows, read out by screen readers
 * @param locale how numbers on axes are written
 * @returns an `<svg>` that scales to its container
 */
export async function renderChart(specification: TopLevelSpec, label: string, locale: Locale): Promise<string> {
  const { spec } = compile(specification, { config: { ...theme, locale: { number: chartNumbers[locale] } } });
  const view = new View(parse(spec), { renderer: 'none' });
  try {
    const svg = await view.toSVG();
    return responsive(svg, label);
  } finally {
    view.finalize();
  }
}

/** Fixed pixel size becomes a maximum; the drawing shrinks on a phone. */
function responsive(svg: string, label: string): string {
  const width = /^<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1] ?? '640';
  return withoutInnerRoles(svg).replace(/^<svg[^>]*viewBox="([^"]+)"[^>]*>/, (_, viewBox: string) => {
    const size = `viewBox="${viewBox}" style="width:100%;max-width:${width}px;height:auto"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeAttribute(label)}" ${size}>`;
  });
}

/** One picture with one name: parts of it are not read out one by one. */
const withoutInnerRoles = (svg: string) =>
  svg.replace(/<\w[^>]*>/g, (tag) => tag.replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, ''));

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
