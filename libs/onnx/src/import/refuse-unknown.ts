/** Operators nobody knows are refused at once and all together, before anything is built. */
import type { NodeProto } from '../format/model.js';
import { GraphError } from '../graph/graph-error.js';
import { operatorKey } from '../shape/operator.js';
import { isOp } from '../shape/roster.js';
import { isRenamed } from './lift.js';
import { nameOfNode } from './order-nodes.js';

/** A hostile file has millions of them. */
const namedAtMost = 20;

export const isBranching = ({ opType = '', domain = '' }: NodeProto): boolean => operatorKey(opType, domain) === 'If'; // inlined, so no graph has one

const isKnown = (key: string): boolean => isOp(key) || isRenamed(key);

export function refuseUnknown(nodes: readonly NodeProto[]): void {
  const known = (node: NodeProto) => isBranching(node) || isKnown(operatorKey(node.opType ?? '', node.domain ?? ''));
  const unknown = nodes.filter((node) => !known(node));
  if (unknown.length === 0) return;
  const sites = unknown
    .slice(0, namedAtMost)
    .map((node) => `${node.opType ?? '?'} of ${node.domain || 'ai.onnx'} ‹${nameOfNode(node)}›`);
  if (unknown.length > namedAtMost) sites.push('…');
  const [first] = unknown;
  throw new GraphError(
    `${unknown.length} of ${nodes.length} nodes have operators that are not supported: ${sites.join(', ')}; ` +
      'export the model with standard operators, or add shape rules in libs/onnx/src/shape/',
    { where: nameOfNode(first ?? {}), opType: first?.opType ?? '', domain: first?.domain ?? '' },
  );
}
