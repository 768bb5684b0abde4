/** What onnxruntime refused, in one sentence, with the model or value it was about. */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError';
  constructor(
    message: string,
    /** Model file, graph or input name. */
    readonly where: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** onnxruntime's own message without its source locations. */
export function reasonOf(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  return text
    .replace(/\/[^\s:]+\.(cc|h|cpp):\d+\s*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
