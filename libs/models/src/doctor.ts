/** What stands between a checkpoint and an audit, as data: family, sizes, precision, nodes without a gradient. */
import { gradientCoverage } from '@palimpsest/autodiff';
import { lowerGraph } from '@palimpsest/onnx';
import { elementCount } from '@palimpsest/tensor';
import { inspectCheckpoint, parts, type Part } from './checkpoint/inspect.js';

export interface PartDiagnosis {
  readonly part: Part;
  readonly nodes: number;
  readonly parameters: number;
  readonly precision: readonly string[];
  readonly opset: number;
  /** Every node that has no gradient once fused operators are lowered, all at once. */
  readonly blocked: readonly { readonly node: string; readonly op: string; readonly reason: string }[];
}

export interface Diagnosis {
  readonly folder: string;
  readonly family: string;
  readonly digest: string;
  readonly bytes: number;
  readonly parts: readonly PartDiagnosis[];
  readonly gradients: boolean;
}

/** @throws whatever `inspectCheckpoint` throws for checkpoints that cannot be used at all */
export async function diagnose(folder: string): Promise<Diagnosis> {
  const { manifest, configuration, graphs } = await inspectCheckpoint(folder);
  const diagnosed = parts.map((part): PartDiagnosis => {
    const { graph } = graphs[part];
    const weights = graph.constants.filter((constant) => !('anonymous' in constant && constant.anonymous));
    return {
      part,
      nodes: graph.nodes.length,
      parameters: weights.reduce((sum, { value }) => sum + elementCount(value.shape as readonly number[]), 0),
      precision: [...new Set(weights.map(({ value }) => value.dtype))].sort(),
      opset: graph.opset,
      blocked: gradientCoverage(lowerGraph(graph))
        .filter(({ status }) => status === 'blocked')
        .map(({ node, op, reason }) => ({ node, op, reason })),
    };
  });
  return {
    folder,
    family: configuration.family,
    digest: manifest.digest,
    bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: diagnosed,
    gradients: diagnosed.every(({ blocked }) => blocked.length === 0),
  };
}
