/**
 * The one error of the file level: bytes that are no ONNX model, or one that must not be trusted.
 * Message = what, where, what to do. `offset` is in bytes from the start of the file where that is known.
 */

interface Place {
  /** Path of the field, such as graph.nodes[3].attributes[0]; or the tensor or node meant. */
  readonly field: string;
  readonly offset?: number;
  readonly file?: string;
}

export class OnnxFormatError extends Error {
  override readonly name = 'OnnxFormatError';
  readonly field: string;
  /** Byte offset in the file, or null. */
  readonly offset: number | null;
  /** File the bytes came from, or null. */
  readonly file: string | null;

  constructor(
    readonly problem: string,
    where: Place,
    readonly remedy: string,
  ) {
    super(`${problem} (${describe(where)}): ${remedy}`);
    this.field = where.field;
    this.offset = where.offset ?? null;
    this.file = where.file ?? null;
  }

  /** The same error, said of a file. */
  inFile(file: string): OnnxFormatError {
    const { problem, field, offset, remedy } = this;
    return new OnnxFormatError(problem, { field, file, ...(offset === null ? {} : { offset }) }, remedy);
  }
}

function describe({ file, field, offset }: Place): string {
  const parts = [file, field, offset === undefined ? undefined : `byte ${offset}`];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}
