/**
 * The reference models' tokenizer: lower-case words, punctuation dropped, a few whole marks for roles and image.
 * Encodes here for training and describes itself as a Hugging Face WordLevel tokenizer.json; a test holds the two
 * to the same ids.
 */

/** Marks in the order of their ids. */
export const marks = {
  pad: '<pad>',
  user: 'USER:',
  image: '<image>',
  assistant: 'ASSISTANT:',
  end: '</s>',
  unknown: '<unk>',
} as const;

export type Mark = keyof typeof marks;

/** Everything between words. */
const separators = '[\\s.,?!:;()"]+';

export class WordTokenizer {
  /** Words by id, marks first. */
  readonly words: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;

  private constructor(words: readonly string[]) {
    this.words = words;
    this.#ids = new Map(words.map((word, id) => [word, id]));
  }

  /** The tokenizer that knows every word of `texts`, in alphabetical order after the marks. */
  static covering(texts: Iterable<string>): WordTokenizer {
    const words = new Set<string>();
    for (const text of texts) for (const word of wordsOf(text)) words.add(word);
    return new WordTokenizer([...Object.values(marks), ...[...words].sort()]);
  }

  get size(): number {
    return this.words.length;
  }

  mark(mark: Mark): number {
    return this.#ids.get(marks[mark]) as number; // every mark is in the list
  }

  /** Ids of the words of plain text; words it does not know become `<unk>`. */
  encode(text: string): number[] {
    return wordsOf(text).map((word) => this.#ids.get(word) ?? this.mark('unknown'));
  }

  /** Words joined by spaces, marks left out. */
  decode(ids: readonly number[]): string {
    const names = new Set<string>(Object.values(marks));
    const words = ids.map((id) => this.words[id] ?? marks.unknown);
    return words.filter((word) => !names.has(word)).join(' ');
  }

  /** The content of tokenizer.json. */
  toJson(): object {
    return {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: Object.values(marks).map((content, id) => ({
        ...{ id, content, special: true, normalized: false },
        ...{ single_word: false, lstrip: false, rstrip: false },
      })),
      normalizer: { type: 'Lowercase' },
      pre_tokenizer: { type: 'Split', pattern: { Regex: separators }, behavior: 'Removed', invert: false },
      post_processor: null,
      decoder: null,
      model: { type: 'WordLevel', vocab: Object.fromEntries(this.#ids), unk_token: marks.unknown },
    };
  }
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(new RegExp(separators))
    .filter((word) => word !== '');
}
