/** What training refuses: bad parameters, a state of another graph, a loss that is no number. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
  constructor(
    message: string,
    readonly details: { readonly step?: number; readonly parameter?: string } = {},
  ) {
    super(message);
  }
}
