/** Every term in a plain sentence, in the order of the reader's alphabet. */
import type { Section } from '../block.js';
import type { Telling } from '../telling.js';

export function glossarySection({ words, locale }: Telling): Section {
  const entries = Object.entries(words.glossary.entries).map(([id, { term, means }]) => ({
    term,
    id: `term-${id}`,
    runs: [means],
  }));
  return {
    id: 'glossary',
    title: words.glossary.title,
    blocks: [{ kind: 'definitions', entries: entries.sort((a, b) => a.term.localeCompare(b.term, locale)) }],
  };
}
