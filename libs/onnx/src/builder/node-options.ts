/** What may be said about a node beside its operator, inputs and attributes. */
export interface NodeOptions {
  /** '' (ai.onnx) unless given. */
  readonly domain?: string;
  /** How many outputs; 1 unless given (Split: as many as parts). */
  readonly outputs?: number;
  /** Made unique by a number when it is taken; the operator's name unless given. */
  readonly name?: string;
  /** Names of the outputs; null leaves an optional output out. */
  readonly outputNames?: readonly (string | null)[];
  /** In gradient graphs: name of the forward node this one belongs to. */
  readonly forwardNode?: string;
}
