/**
 * The branch of an If node that will be taken, when that is known before run time: exporters write If for questions
 * about shapes and, in merged decoders, for whether there is a cache (use_cache_branch).
 */
import { toNumbers, type Tensor } from '@palimpsest/tensor';
import type { GraphProto, NodeProto } from '../format/model.js';
import { GraphError } from '../graph/graph-error.js';
import { nameOfNode } from './order-nodes.js';

/** Throws GraphError when only run time knows. */
export function decidedBranch(node: NodeProto, condition: Tensor | undefined): GraphProto {
  const name = nameOfNode(node);
  const refuse = (problem: string): never => {
    throw new GraphError(`If ‹${name}› ${problem}`, { where: name, opType: 'If' });
  };
  if (!condition) {
    const source = node.inputs?.[0] ?? '';
    return refuse(`is decided by ${source} at run time; give importGraph its value in \`fixed\`, or export one branch`);
  }
  if (condition.dtype !== 'bool') refuse(`is decided by ${condition.dtype}, not by bool`);
  const wanted = toNumbers(condition)[0] ? 'then_branch' : 'else_branch';
  const branch = node.attributes?.find((attribute) => attribute.name === wanted)?.graph;
  return branch ?? refuse(`has no ${wanted}`);
}
