/** From measurements to the rows that are written and the page that is printed. */
import type { CaseResult, SideResult } from './measure.js';
import { isReal } from './models/real-models.js';

export interface Row {
  readonly name: string;
  readonly ours: SideResult;
  /** null where PyTorch is not installed; so are the ratios. */
  readonly peer: SideResult | null;
  /** Ours ÷ PyTorch's, of the minima. */
  readonly timeRatio: number | null;
  /** Ours ÷ PyTorch's, of the peaks. */
  readonly memoryRatio: number | null;
  /** Our forward time ÷ our step time, for steps. */
  readonly forwardShare: number | null;
  /** Largest relative difference between the two sides' losses and gradient norms. */
  readonly disagreement: number | null;
}

export function rowsOf(group: readonly CaseResult[]): readonly Row[] {
  const forward = group.find(({ bench }) => bench.work === 'forward');
  return group.map(({ bench, ours, peer, disagreement }) => ({
    name: bench.name,
    ours,
    peer,
    timeRatio: peer && ours.milliseconds.min / peer.milliseconds.min,
    memoryRatio: peer && ours.peakMegabytes / peer.peakMegabytes,
    forwardShare: bench.work === 'step' && forward ? forward.ours.milliseconds.min / ours.milliseconds.min : null,
    disagreement,
  }));
}

/** What a gradient step is held to: of the small models, and of those of a published size. */
export const targets = { small: { timeRatio: 0.9, memoryRatio: 1 }, real: { timeRatio: 1, memoryRatio: 1 } } as const;

export function page(rows: readonly Row[], pytorch: string | null, threads: number): string {
  const head = [
    '',
    'at a time',
    'ours ms',
    'PyTorch ms',
    'time',
    'ours MB',
    'PyTorch MB',
    'memory',
    'forward',
    'disagree',
  ];
  const table = columns([head, ...rows.map(cells)]);
  const peer = pytorch
    ? `PyTorch ${pytorch}, eager, scaled_dot_product_attention.`
    : 'PyTorch was not found, so there is nothing to compare with: set PALIMPSEST_PYTHON to a Python that has it.';
  return [
    table,
    '',
    `Times are minimum / median over interleaved runs with ${threads} threads; ratios are ours ÷ PyTorch's, of the minima.`,
    `Memory is the peak of each contender's own process. ${peer}`,
    'At a time: images that go through the network together, ours / PyTorch. Ours follow from the model (imagesPerPass);',
    'PyTorch is timed with all images at once and with as many as ours, and the row holds the faster of the two.',
    ...verdict(rows),
  ].join('\n');
}

function cells({ name, ours, peer, ...row }: Row): readonly string[] {
  const time = (side: SideResult | null) =>
    side ? `${digits(side.milliseconds.min)} / ${digits(side.milliseconds.median)}` : '–';
  const ratio = (x: number | null) => (x === null ? '–' : x.toFixed(2));
  return [
    ...[name, [ours, peer].flatMap((side) => side?.imagesPerPass ?? []).join(' / ')],
    ...[time(ours), time(peer), ratio(row.timeRatio)],
    ...[ours.peakMegabytes.toFixed(0), peer ? peer.peakMegabytes.toFixed(0) : '–', ratio(row.memoryRatio)],
    ...[ratio(row.forwardShare), row.disagreement === null ? '–' : row.disagreement.toExponential(0)],
  ];
}

function verdict(rows: readonly Row[]): readonly string[] {
  const steps = rows.filter(({ name, peer }) => name.startsWith('sua-step/') && peer);
  if (steps.length === 0) return [];
  const held = steps.some(({ name }) => isReal(name.split('/')[1] ?? '')) ? targets.real : targets.small;
  const missed = steps.flatMap(({ name, timeRatio, memoryRatio }) => [
    ...((timeRatio ?? 0) > held.timeRatio ? [`${name} time`] : []),
    ...((memoryRatio ?? 0) > held.memoryRatio ? [`${name} memory`] : []),
  ]);
  const target = `Target for gradient steps, time ≤ ${held.timeRatio.toFixed(2)} and memory ≤ ${held.memoryRatio.toFixed(2)}:`;
  return [`${target} ${missed.length === 0 ? 'met' : `missed by ${missed.join(', ')}`}.`];
}

const digits = (ms: number): string => ms.toFixed(ms < 100 ? 1 : 0);

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ')).join('\n');
}
