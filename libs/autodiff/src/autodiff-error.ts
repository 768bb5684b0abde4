/** Why a gradient cannot be built. */

export class AutodiffError extends Error {
  override readonly name: string = 'AutodiffError';
  constructor(
    message: string,
    /** Nodes or values concerned. */
    readonly where: readonly string[],
  ) {
    super(message);
  }
}

export interface BlockedNode {
  readonly node: string;
  /** Operator, with its domain unless it is ai.onnx. */
  readonly op: string;
  readonly reason: string;
}

/** In the message; the field has them all. */
const namedAtMost = 20;

/** All nodes that stand between the loss and what was asked for, found before anything is built. */
export class BlockedGradientError extends AutodiffError {
  override readonly name = 'BlockedGradientError';
  constructor(
    readonly blocked: readonly BlockedNode[],
    readonly onPath: number,
  ) {
    const list = blocked.slice(0, namedAtMost).map(({ node, op, reason }) => `${op} ‹${node}› (${reason})`);
    if (blocked.length > namedAtMost) list.push('…');
    super(
      `Cannot differentiate ${blocked.length} of ${onPath} nodes: ${list.join('; ')}. ` +
        'Cut the graph before them, or add a rule in libs/autodiff/src/rules/.',
      blocked.map(({ node }) => node),
    );
  }
}
