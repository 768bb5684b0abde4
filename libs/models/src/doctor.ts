/** What stands between a checkpoint and an audit, as data: family, sizes, precision, nodes without a gradient. */
import type { CheckpointVariant } from '@palimpsest/contracts';
import { gradientCoverage } from '@palimpsest/autodiff';
import { lowerGraph, widenGraph } from '@palimpsest/onnx';
import { inspectCheckpoint, parts, type Part } from './checkpoint/inspect.js';

import { storedWeights } from './stored-weights.js';

export interface PartDiagnosis {
  readonly part: Part;
  readonly nodes: number;
  readonly parameters: number;
  /** Types that weights are stored in, sorted. */
  readonly precision: readonly string[];
  readonly opset: number;
  /** Every node that has no gradient once fused operators are lowered, all at once. */
  readonly blocked: readonly { readonly node: string; readonly op: string; readonly reason: string }[];
}

export interface Diagnosis {
  readonly folder: string;
  readonly variant: CheckpointVariant;
  /** All that the folder holds. */
  readonly variants: readonly CheckpointVariant[];
  readonly family: string;
  readonly digest: string;
  readonly bytes: number;
  readonly parts: readonly PartDiagnosis[];
  readonly gradients: boolean;
}

/** @throws whatever `inspectCheckpoint` throws for checkpoints that cannot be used at all */
export async function diagnose(folder: string, variant: CheckpointVariant = 'fp32'): Promise<Diagnosis> {
  const { manifest, configuration, graphs } = await inspectCheckpoint(folder, variant);
  const diagnosed = parts.map((part): PartDiagnosis => {
    const { graph } = graphs[part];
    const weights = storedWeights(graph);
    return {
      part,
      nodes: graph.nodes.length,
      parameters: weights.reduce((sum, { count }) => sum + count, 0),
      precision: [...new Set(weights.map(({ type }) => type))].sort(),
      opset: graph.opset,
      blocked: gradientCoverage(lowerGraph(widenGraph(graph)))
        .filter(({ status }) => status === 'blocked')
        .map(({ node, op, reason }) => ({ node, op, reason })),
    };
  });
  return {
    ...{ folder, variant, variants: manifest.variants },
    family: configuration.family,
    digest: manifest.digest,
    bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: diagnosed,
    gradients: diagnosed.every(({ blocked }) => blocked.length === 0),
  };
}
