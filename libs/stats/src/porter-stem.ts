/**
 * Porter's stemmer (Porter 1980, "An algorithm for suffix stripping") with the departures of NLTK, which is what
 * Python's rouge-score stems with: published ROUGE values depend on them. Every step is a list of rules, of which the
 * first whose suffix fits decides, whether or not its condition holds.
 */

/** English, lower case. Words of one or two letters stay as they are. */
export function porterStem(word: string): string {
  const irregular = irregularStems.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 2) return word;
  const steps = [plural, participle, finalY, doubleSuffix, by(suffixesOf3), by(suffixesOf4), finalE, doubleL];
  return steps.reduce((stem, step) => step(stem), word);
}

const irregularStems: ReadonlyMap<string, string> = new Map([
  ...(['sky', 'news', 'inning', 'outing', 'canning', 'howe', 'proceed', 'exceed', 'succeed'] as const).map(
    (word) => [word, word] as const,
  ),
  ...([['skies', 'sky'], ['dying', 'die'], ['lying', 'lie'], ['tying', 'tie']] as const), // prettier-ignore
  ...([['innings', 'inning'], ['outings', 'outing'], ['cannings', 'canning']] as const), // prettier-ignore
]);

interface Rule {
  readonly suffix: string;
  readonly becomes: string;
  /** Of what stands before the suffix. */
  readonly when: (stem: string) => boolean;
}

const always = () => true;
const rulesOf = (list: string, when: Rule['when']): readonly Rule[] =>
  list.split(' ').map((pair) => {
    const [suffix = '', becomes = ''] = pair.split('>');
    return { suffix, becomes, when };
  });

const by = (rules: readonly Rule[]) => (word: string) => {
  const rule = rules.find(({ suffix }) => word.endsWith(suffix));
  if (!rule) return word;
  const stem = without(word, rule.suffix.length);
  return rule.when(stem) ? stem + rule.becomes : word;
};

/** Step 1a. */
function plural(word: string): string {
  if (word.endsWith('ies') && word.length === 4) return without(word, 1);
  return by(rulesOf('sses>ss ies>i ss>ss s>', always))(word);
}

/** Step 1b. */
function participle(word: string): string {
  if (word.endsWith('ied')) return without(word, word.length === 4 ? 1 : 2);
  if (word.endsWith('eed')) return measure(without(word, 3)) > 0 ? without(word, 1) : word;
  const suffix = ['ed', 'ing'].find((end) => word.endsWith(end) && hasVowel(without(word, end.length)));
  if (suffix === undefined) return word;
  const stem = without(word, suffix.length);
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsDouble(stem)) return /[lsz]$/.test(stem) ? stem : without(stem, 1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

/** Step 1c, NLTK's condition: behind a consonant that is not the first letter. */
const finalY = (word: string): string =>
  word.endsWith('y') && word.length > 2 && isConsonant(word, word.length - 2) ? `${without(word, 1)}i` : word;

const positive = (stem: string) => measure(stem) > 0;

const suffixesOf2: readonly Rule[] = [
  ...rulesOf(
    'ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous',
    positive,
  ),
  ...rulesOf(
    'ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive',
    positive,
  ),
  ...rulesOf('biliti>ble fulli>ful', positive),
  ...rulesOf('logi>log', (stem) => positive(`${stem}l`)),
];

/** Step 2. `alli` becomes `al`, which may be the end of another suffix. */
function doubleSuffix(word: string): string {
  if (word.endsWith('alli') && positive(without(word, 4))) return doubleSuffix(without(word, 2));
  return by(suffixesOf2)(word);
}

const suffixesOf3 = rulesOf('icate>ic ative> alize>al iciti>ic ical>ic ful> ness>', positive);

const long = (stem: string) => measure(stem) > 1;
const suffixesOf4: readonly Rule[] = [
  ...rulesOf('al> ance> ence> er> ic> able> ible> ant> ement> ment> ent>', long),
  ...rulesOf('ion>', (stem) => long(stem) && /[st]$/.test(stem)),
  ...rulesOf('ou> ism> ate> iti> ous> ive> ize>', long),
];

/** Step 5a. */
function finalE(word: string): string {
  if (!word.endsWith('e')) return word;
  const stem = without(word, 1);
  return long(stem) || (measure(stem) === 1 && !endsShort(stem)) ? stem : word;
}

/** Step 5b. */
const doubleL = (word: string): string => (word.endsWith('ll') && long(without(word, 1)) ? without(word, 1) : word);

const without = (word: string, letters: number): string => word.slice(0, word.length - letters);

/** Everything but a, e, i, o, u, and a y behind a consonant. */
function isConsonant(word: string, at: number): boolean {
  const letter = word.charAt(at);
  if (letter === 'y') return at === 0 || !isConsonant(word, at - 1);
  return !'aeiou'.includes(letter);
}

/** The word as consonants `c` and vowels `v`. */
const shapeOf = (word: string): string =>
  Array.from({ length: word.length }, (_, at) => (isConsonant(word, at) ? 'c' : 'v')).join('');

/** m: how often consonants follow vowels. */
const measure = (stem: string): number => shapeOf(stem).match(/v+c/g)?.length ?? 0;
const hasVowel = (stem: string): boolean => shapeOf(stem).includes('v');
const endsDouble = (stem: string): boolean => /(.)\1$/.test(stem) && isConsonant(stem, stem.length - 1);

/** *o: ends consonant, vowel, consonant other than w, x, y; for NLTK also vowel, consonant alone. */
function endsShort(stem: string): boolean {
  const shape = shapeOf(stem);
  return shape === 'vc' || (shape.endsWith('cvc') && !/[wxy]$/.test(stem));
}
