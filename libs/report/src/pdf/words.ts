/** The few words that only paper needs; everything else is said by the document itself. */
export interface PaperWords {
  readonly contents: string;
  readonly page: (number: number, of: number | null) => string;
  /** Where what experts need is printed. */
  readonly annex: string;
  /** Where a folded text is found: `A3` and its page. */
  readonly see: (mark: string, page: number | null) => string;
}

const words: Readonly<Record<string, PaperWords>> = {
  en: {
    contents: 'Contents',
    page: (number, of) => `page ${number} of ${of ?? '…'}`,
    annex: 'Annex: details for experts',
    see: (mark, page) => `annex ${mark}, page ${page ?? '…'}`,
  },
  de: {
    contents: 'Inhalt',
    page: (number, of) => `Seite ${number} von ${of ?? '…'}`,
    annex: 'Anhang: Einzelheiten für Fachleute',
    see: (mark, page) => `Anhang ${mark}, Seite ${page ?? '…'}`,
  },
};

/**
 * @param language BCP 47; only its first part counts
 * @throws Error for a language without words
 */
export function paperWords(language: string): PaperWords {
  const found = words[language.split('-')[0] ?? ''];
  if (!found)
    throw new Error(
      `There are no words for paper in ‹${language}›, only in ${Object.keys(words).join(', ')}: add them to libs/report/src/pdf/words.ts`,
    );
  return found;
}
