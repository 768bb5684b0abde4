import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/text.json' with { type: 'json' };
import { porterStem } from './porter-stem.js';
import { rouge, rougeTokens, type Rouge } from './rouge.js';
import { expectClose } from './testing/expect-close.js';

const words = fc.array(fc.constantFrom('a', 'b', 'cat', 'running', 'Lisbon'), { maxLength: 12 });
const kinds = ['rouge1', 'rouge2', 'rougeL'] as const;

describe('porterStem', () => {
  it('agrees with NLTK on every word', () => {
    const wrong = golden.stems.filter(([word = '', stem]) => porterStem(word) !== stem);
    expect(wrong.map(([word = '', stem]) => ({ word, stem, got: porterStem(word) }))).toEqual([]);
    expect(golden.stems.length).toBeGreaterThan(1000);
  });
});

describe('rouge', () => {
  it('agrees with rouge-score, with and without stemming, 1e-9 relative', () => {
    for (const { answer, reply, stem, ...expected } of golden.rouge) {
      const scores = rouge(answer, reply, { stem });
      for (const kind of kinds) {
        const { precision, recall, f } = scores[kind];
        [precision, recall, f].forEach((value, at) => {
          expectClose(value, expected[kind][at] ?? Number.NaN, `${kind} of ${answer} and ${reply}`);
        });
      }
    }
  });

  it('changes precision and recall when answer and reply change places', () => {
    fc.assert(
      fc.property(words, words, (one, two) => {
        const [there, back] = [rouge(one.join(' '), two.join(' ')), rouge(two.join(' '), one.join(' '))];
        const turned = ({ precision, recall, f }: Rouge) => ({ precision: recall, recall: precision, f });
        for (const kind of kinds) expect(there[kind]).toEqual(turned(back[kind]));
      }),
    );
  });

  it('is whole for a text and itself, and recall never falls when the reply goes on', () => {
    fc.assert(
      fc.property(words, words, (one, more) => {
        const text = one.join(' ');
        if (one.length > 0) expect(rouge(text, text).rougeL).toEqual({ precision: 1, recall: 1, f: 1 });
        const [short, long] = [rouge(text, more.join(' ')), rouge(text, [...more, ...one].join(' '))];
        for (const kind of kinds) expect(long[kind].recall).toBeGreaterThanOrEqual(short[kind].recall);
      }),
    );
  });

  it('knows the letters a–z and digits only, as rouge-score does', () => {
    expect(rougeTokens('Naïve Café, 42!')).toEqual(['na', 've', 'caf', '42']);
    expect(rougeTokens('Studies happily', { stem: true })).toEqual(['studi', 'happili']);
  });
});
