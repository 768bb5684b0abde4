/** Checkpoints as models with their numbers, the data set as data: what a CycloneDX document is about. */
import type { Endpoint, Metric, Report, ReportCheckpoint } from '@palimpsest/contracts';
import { sha256Hash, type Component, type ModelCard, type PerformanceMetric } from './parts.js';

/** One file that something is made of. */
export interface HashedFile {
  readonly path: string;
  readonly sha256: string;
}

export const checkpointRef = (name: string): string => `checkpoint:${name}`;
export const datasetRef = ({ identity }: Report): string => `dataset:${identity.dataset.id}`;

/** @param files of checkpoints, by name, where they are known one by one */
export function componentsOf(report: Report, files: ReadonlyMap<string, readonly HashedFile[]>): readonly Component[] {
  return [
    ...report.identity.checkpoints.map((checkpoint) => model(report, checkpoint, files.get(checkpoint.name) ?? [])),
    dataset(report),
  ];
}

function model(report: Report, checkpoint: ReportCheckpoint, files: readonly HashedFile[]): Component {
  const { name, digest, roles } = checkpoint;
  return {
    type: 'machine-learning-model',
    'bom-ref': checkpointRef(name),
    name,
    hashes: [sha256Hash(digest)],
    ...(files.length > 0 && {
      components: files.map(({ path, sha256 }) => ({
        type: 'file' as const,
        name: path,
        hashes: [sha256Hash(sha256)],
      })),
    }),
    modelCard: cardOf(report, checkpoint),
    properties: [
      { name: 'palimpsest:hash-of', value: 'the canonical JSON of the list of its files, each with its SHA-256' },
      ...roles.map((role) => ({ name: 'palimpsest:role', value: role })),
    ],
  };
}

/** Numbers of targets alone: those of controls stand in the report beside what they control. */
function cardOf(report: Report, { name, family }: ReportCheckpoint): ModelCard {
  const parameters = { architectureFamily: family, datasets: [{ ref: datasetRef(report) }] };
  const target = report.targets.find(({ checkpoint }) => checkpoint === name);
  if (!target) return { modelParameters: parameters };
  const missing = target.endpoints.flatMap(({ id, leak }) =>
    leak.state === 'measured' ? [] : [{ name: `palimpsest:not-measured:${id}`, value: leak.reason }],
  );
  return {
    modelParameters: parameters,
    quantitativeAnalysis: { performanceMetrics: target.endpoints.flatMap(metricsOf) },
    considerations: {
      technicalLimitations: [...report.limits, ...report.notMeasured.map(({ what, reason }) => `${what}: ${reason}`)],
    },
    ...(missing.length > 0 && { properties: missing }),
  };
}

function metricsOf({ id, purpose, target, leak }: Endpoint): readonly PerformanceMetric[] {
  const slice = purpose === 'confirmatory' ? id : `${id} (${purpose})`;
  return [...metric('leak beyond every control', slice, leak), ...metric('recovery on held-out people', slice, target)];
}

/** What was not measured has no value that could be read as a number. */
function metric(type: string, slice: string, given: Metric): readonly PerformanceMetric[] {
  if (given.state === 'not-measured') return [];
  const { low, high } = given.interval;
  const confidenceInterval = { lowerBound: String(low), upperBound: String(high) };
  return [{ type, value: String(given.estimate), slice, confidenceInterval }];
}

function dataset(report: Report): Component {
  const { id, digest } = report.identity.dataset;
  return {
    type: 'data',
    'bom-ref': datasetRef(report),
    name: id,
    hashes: [sha256Hash(digest)],
    data: [{ type: 'dataset', name: id, sensitiveData: ['records of people, whom this document does not name'] }],
  };
}
