/** The demo's numbers for scripts, and what counts as a contradiction of the truth. */
import type { Metric, Report, TargetReport, Truth, VerdictValue } from '@palimpsest/contracts';

export interface DemoResult {
  /** Wall-clock time of this run. */
  readonly seconds: number;
  readonly checkpoints: readonly DemoCheckpoint[];
}

export interface DemoCheckpoint {
  readonly name: string;
  readonly truth: Truth | null;
  readonly verdict: VerdictValue;
  /** Beyond the highest control; null where it was not measured. */
  readonly leak: {
    readonly estimate: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly n: number;
  };
  readonly clean: { readonly forget: number | null; readonly retain: number | null };
  readonly controls: {
    /** The highest of references and matched references. */
    readonly reference: number | null;
    readonly permuted: number | null;
    readonly noise: number | null;
    readonly prior: number | null;
  };
}

export function demoResult({ targets }: Report, seconds: number): DemoResult {
  return { seconds, checkpoints: targets.map(checkpointOf) };
}

function checkpointOf({ checkpoint, truth, verdict, clean, controls }: TargetReport): DemoCheckpoint {
  const { leak } = verdict;
  return {
    name: checkpoint,
    truth,
    verdict: verdict.value,
    leak:
      leak.state === 'measured'
        ? { estimate: leak.estimate, low: leak.interval.low, high: leak.interval.high, n: leak.n }
        : { estimate: null, low: null, high: null, n: 0 },
    clean: { forget: numberOf(clean.forget), retain: numberOf(clean.retain) },
    controls: {
      reference: highest([controls.reference, controls.matchedReference]),
      permuted: numberOf(controls.permuted),
      noise: numberOf(controls.noise),
      prior: numberOf(controls.prior),
    },
  };
}

const numberOf = (metric: Metric): number | null => (metric.state === 'measured' ? metric.estimate : null);

function highest(metrics: readonly Metric[]): number | null {
  const values = metrics.flatMap((metric) => numberOf(metric) ?? []);
  return values.length > 0 ? Math.max(...values) : null;
}

/** Names of checkpoints whose verdict says the opposite of what is known. */
export function contradictions({ targets }: Report): readonly string[] {
  return targets.filter(({ agreesWithTruth }) => agreesWithTruth === false).map(({ checkpoint }) => checkpoint);
}
