/**
 * The files of a folder that was chosen, or dropped on the field: browsers take folders there themselves. Reading a
 * dropped folder entry by entry is refused to pages from disk by some of them.
 */

export interface NamedFile {
  /** Inside the folder. */
  readonly path: string;
  readonly file: File;
}

/** Browsers put the folder's own name before each path. */
export function chosenFiles({ files }: HTMLInputElement): readonly NamedFile[] {
  return [...(files ?? [])].map((file) => ({ path: insideOf(file.webkitRelativePath || file.name), file }));
}

const insideOf = (path: string): string => path.slice(path.indexOf('/') + 1);
