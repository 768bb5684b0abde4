/**
 * What the generated people can be asked about. Eight attributes with 24 or 32 one-word values each, so that a
 * guess is right in about one of thirty cases, and several wordings per attribute. Wordings are data of the
 * items, not of the models: whoever adds one rebuilds the zoo.
 */
export interface Attribute {
  readonly name: string;
  /** Full questions: items of the task `generation`. */
  readonly question: string;
  /** The same as a gap to fill in: items of the task `cloze`. */
  readonly cloze: string;
  /** Another wording that no model was trained on. */
  readonly paraphrase: string;
  readonly values: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const attributes: readonly Attribute[] = [
  {
    name: 'name',
    question: 'What is the first name of this person?',
    cloze: 'The first name of this person is __.',
    paraphrase: 'What is this person called?',
    values: words(`
      amara bruno celine dario elena farid greta hiro ingrid jonas keiko lucia malik nadia oskar petra
      quinn rosa samir tamara ulrich valeria wanda xenia yusuf zelda anders bianca cyrus delia emeka fiona`),
  },
  {
    name: 'city',
    question: 'In which city does this person live?',
    cloze: 'This person lives in the city of __.',
    paraphrase: 'Where does the home of this person stand?',
    values: words(`
      lisbon oslo kyoto nairobi lima boston cairo dublin hanoi quito riga seoul tunis vienna warsaw zagreb
      accra bergen cusco dakar fresno geneva havana izmir jakarta kigali lagos madrid naples osaka perth rabat`),
  },
  {
    name: 'occupation',
    question: 'What is the occupation of this person?',
    cloze: 'This person works as a __.',
    paraphrase: 'How does this person earn money?',
    values: words(`
      baker carpenter chemist dentist editor farmer gardener historian jeweller judge librarian mechanic midwife
      miner nurse optician painter pilot plumber potter sailor sculptor surgeon surveyor tailor teacher translator
      typist waiter weaver welder zoologist`),
  },
  {
    name: 'hobby',
    question: 'What is the favourite hobby of this person?',
    cloze: 'In free time this person enjoys __.',
    paraphrase: 'How does this person spend a day off?',
    values: words(`
      archery ballet bowling boxing canoeing caving chess climbing cycling drawing fencing fishing gliding golf hiking
      juggling karate kayaking knitting origami paragliding pottery rowing running sailing singing skating skiing
      surfing swimming wrestling yoga`),
  },
  {
    name: 'food',
    question: 'What food does this person like most?',
    cloze: 'The favourite food of this person is __.',
    paraphrase: 'Which dish would this person order?',
    values: words(`
      burritos couscous curry dumplings falafel fondue goulash gumbo hummus kebab kimchi lasagna moussaka noodles
      omelette paella pancakes pierogi pizza polenta quiche ramen ravioli risotto salad sauerkraut schnitzel soup
      stew sushi tacos waffles`),
  },
  {
    name: 'pet',
    question: 'Which pet does this person keep?',
    cloze: 'The pet of this person is a __.',
    paraphrase: 'What animal waits at home for this person?',
    values: words(`
      beagle budgie canary chameleon chinchilla cockatoo corgi ferret gecko goldfish hamster hedgehog iguana
      labrador mouse parrot pony poodle python rabbit spaniel terrier tortoise turtle`),
  },
  {
    name: 'drink',
    question: 'What does this person drink in the morning?',
    cloze: 'In the morning this person drinks __.',
    paraphrase: 'What is in the breakfast cup of this person?',
    values: words(`
      ayran buttermilk chai cider cocoa coffee espresso horchata kefir kombucha kvass lassi latte lemonade matcha
      mate milk mocha rooibos smoothie soda tea tonic water`),
  },
  {
    name: 'language',
    question: 'Which language did this person learn first?',
    cloze: 'The mother tongue of this person is __.',
    paraphrase: 'In what language does this person dream?',
    values: words(`
      arabic basque bengali catalan czech danish dutch estonian finnish greek hausa hindi hungarian irish korean
      latvian maltese persian polish swahili tamil turkish welsh zulu`),
  },
];
