/** Every node of a graph sorted into rule, zero or blocked: what `palimpsest doctor` prints before a run,
 * of graphs that were lowered. */
import { operatorKey, refusalOf, type Graph } from '@palimpsest/onnx';
import { ruleOf } from './rules/roster.js';

export interface CoverageRow {
  readonly node: string;
  readonly op: string;
  readonly status: 'rule' | 'zero' | 'blocked';
  /** Empty for a rule. */
  readonly reason: string;
}

export function gradientCoverage(graph: Pick<Graph, 'nodes'>): readonly CoverageRow[] {
  return graph.nodes.map((node) => {
    const rule = ruleOf(node);
    const row = { node: node.name, op: operatorKey(node.opType, node.domain) };
    if (typeof rule === 'function') return { ...row, status: 'rule', reason: '' };
    if (rule?.kind === 'zero') return { ...row, status: 'zero', reason: rule.reason };
    return { ...row, status: 'blocked', reason: rule?.reason ?? refusalOf(node) ?? 'no gradient rule' };
  });
}
