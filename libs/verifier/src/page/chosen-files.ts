/** The files of a folder that was chosen or dropped, by their paths inside it. */

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

/** Of one folder, or of files that were dropped together as if they were one. */
export async function droppedFiles({ items }: DataTransfer): Promise<readonly NamedFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []); // gone after the first wait
  const [only] = entries;
  if (entries.length === 1 && only?.isDirectory) return below(only, '');
  return (await Promise.all(entries.map((entry) => at(entry, '')))).flat();
}

async function at(entry: FileSystemEntry, before: string): Promise<readonly NamedFile[]> {
  const path = `${before}${entry.name}`;
  if (entry.isDirectory) return below(entry, `${path}/`);
  const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
  return [{ path, file }];
}

async function below(folder: FileSystemEntry, before: string): Promise<readonly NamedFile[]> {
  const reader = (folder as FileSystemDirectoryEntry).createReader();
  const found: NamedFile[] = [];
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return found; // browsers give them in portions
    for (const entry of entries) found.push(...(await at(entry, before)));
  }
}
