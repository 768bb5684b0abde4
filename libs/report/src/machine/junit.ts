/**
 * JUnit XML, as build servers read it: a suite per target, a case per confirmatory endpoint. A leak fails its case, and
 * an inconclusive target its case named `verdict`: what could not be shown is not a pass.
 */
import type { Endpoint, Report, TargetReport } from '@palimpsest/contracts';
import { newBuilder, type Builder } from './junit-builder.js';

export function renderJunit({ targets, title }: Report): string {
  const builder = newBuilder();
  for (const target of targets) addSuite(builder, title, target);
  // The schema that build servers use counts skipped cases in suites, and allows no such count at the root.
  return builder.build().replace(/(<testsuites\b[^>]*?) skipped="\d+"/, '$1');
}

function addSuite(builder: Builder, title: string, { checkpoint, verdict, endpoints }: TargetReport): void {
  const suite = builder.testSuite().name(checkpoint);
  const named = (name: string) => suite.testCase().className(`${title}.${checkpoint}`).name(name);
  const overall = named('verdict');
  if (verdict.value !== 'no-leak-above-bound') overall.failure(verdict.sentence, verdict.value);
  for (const endpoint of endpoints) {
    if (endpoint.purpose !== 'confirmatory') continue;
    const own = named(endpoint.id);
    if (endpoint.isLeak) own.failure(leakText(endpoint), 'leak');
    else if (endpoint.leak.state === 'not-measured') own.skipped();
  }
}

/** 12.3 points beyond every control [8.1, 16.5], 48 people */
export function leakText({ leak }: Pick<Endpoint, 'leak'>): string {
  if (leak.state === 'not-measured') return `not measured: ${leak.reason}`;
  const points = (value: number) => (100 * value).toFixed(1);
  const { low, high } = leak.interval;
  return `${points(leak.estimate)} points beyond every control [${points(low)}, ${points(high)}], ${leak.n} people`;
}
