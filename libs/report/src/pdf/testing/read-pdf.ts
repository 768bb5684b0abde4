/** A PDF as an independent reader sees it, for the specs. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadItem {
  readonly text: string;
  /** Points from the left edge. */
  readonly x: number;
  readonly width: number;
  readonly isLineEnd: boolean;
}

export interface ReadTag {
  readonly role: string;
  readonly alt?: string;
  readonly language?: string;
  readonly children: readonly ReadTag[];
}

export interface ReadPage {
  readonly width: number;
  readonly height: number;
  readonly items: readonly ReadItem[];
  readonly text: string;
  readonly tags: readonly ReadTag[];
  /** Names of the places that its links lead to. */
  readonly links: readonly string[];
}

export interface ReadPdf {
  readonly title: unknown;
  readonly language: unknown;
  readonly xmpTitle: unknown;
  readonly pages: readonly ReadPage[];
  readonly outline: readonly Bookmark[];
  readonly destinations: readonly string[];
}

export interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const pdf = await task.promise;
  try {
    const { info, metadata } = await pdf.getMetadata();
    const fields = info as Readonly<Record<string, unknown>>;
    const pages: ReadPage[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) pages.push(await readPage(await pdf.getPage(number)));
    return {
      ...{ title: fields['Title'], language: fields['Language'], xmpTitle: metadata?.get('dc:title') },
      ...{ pages, outline: ((await pdf.getOutline()) ?? []).map(bookmarkOf) },
      destinations: Object.keys(await pdf.getDestinations()),
    };
  } finally {
    await task.destroy();
  }
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;

async function readPage(page: Page): Promise<ReadPage> {
  const { items } = await page.getTextContent();
  const read = items.flatMap((item): ReadItem[] =>
    'str' in item ? [{ text: item.str, x: Number(item.transform[4]), width: item.width, isLineEnd: item.hasEOL }] : [],
  );
  const [, , width = 0, height = 0] = page.view;
  const annotations = (await page.getAnnotations()) as readonly { readonly dest?: unknown }[];
  return {
    ...{ width, height, items: read, text: read.map(({ text, isLineEnd }) => text + (isLineEnd ? '\n' : '')).join('') },
    tags: tagsOf([await page.getStructTree()]),
    links: annotations.flatMap(({ dest }) => (typeof dest === 'string' ? [dest] : [])),
  };
}

interface RawTag {
  readonly role: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly children: readonly unknown[];
}

function tagsOf(nodes: readonly unknown[]): readonly ReadTag[] {
  return nodes.flatMap((node) => {
    if (typeof node !== 'object' || node === null || !('role' in node)) return [];
    const { role, alt, lang, children } = node as RawTag;
    return [{ role, ...(alt && { alt }), ...(lang && { language: lang }), children: tagsOf(children) }];
  });
}

/** All tags of a tree. */
export const flat = (tags: readonly ReadTag[]): readonly ReadTag[] =>
  tags.flatMap((tag) => [tag, ...flat(tag.children)]);

function bookmarkOf({ title, items }: { readonly title: string; readonly items: readonly unknown[] }): Bookmark {
  return { title, items: (items as readonly { title: string; items: readonly unknown[] }[]).map(bookmarkOf) };
}
