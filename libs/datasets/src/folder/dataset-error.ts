/** A data set that cannot be read or imported: which file, which row, what to do. Never whom it is about. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  constructor(
    /** Name of the file, without the folders it lies in. */
    readonly file: string,
    /** Counted from 1; null when the whole file is meant. */
    readonly row: number | null,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(row === null ? `${file}: ${problem}` : `${file}, row ${row}: ${problem}`, options);
  }
}
