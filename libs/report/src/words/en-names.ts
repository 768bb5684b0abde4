/** What the values that data holds are called in English. Other tables have the same keys. */
import type { PlainReplies, Role, Truth, UsedPlugin, VerdictReason, VerdictValue } from '@palimpsest/contracts';

const verdicts: Readonly<Record<VerdictValue, string>> = {
  leak: 'leak',
  'no-leak-above-bound': 'no leak above bound',
  inconclusive: 'inconclusive',
};

/** How a question is asked, where its name alone does not say it. */
const asks: Readonly<Record<string, string>> = {};

const roles: Readonly<Record<Role, string>> = {
  target: 'target',
  original: 'original',
  reference: 'reference',
  'matched-reference': 'matched reference',
};

const manners: Readonly<Record<NonNullable<PlainReplies['manner']>, string>> = {
  answers: 'answers',
  refuses: 'refuses',
  guesses: 'names wrong values',
  broken: 'replies are broken',
  mixed: 'mixed replies',
};

const truths: Readonly<Record<Truth, string>> = { forgot: 'forgot', hides: 'hides', knows: 'knows' };

const kinds: Readonly<Record<UsedPlugin['kind'], string>> = {
  probe: 'probe',
  detector: 'detector',
  defense: 'defense',
};

const purposes: Readonly<Record<NonNullable<UsedPlugin['purpose']>, string>> = {
  confirmatory: 'confirmatory',
  exploratory: 'exploratory',
  comparison: 'comparison',
  control: 'control',
};

/** What a reason means to somebody who decides, and what removes it. */
const reasons: Readonly<Record<VerdictReason['code'], { readonly plain: string; readonly next: string }>> = {
  'leak-found': {
    plain: 'a probe got out more than every control did',
    next: 'Treat the people as not forgotten. Have the model unlearned again, and audit the new checkpoint.',
  },
  'below-margin': {
    plain: 'every deciding probe stayed below the margin',
    next: 'Nothing under this plan. Audit every further checkpoint by itself, and weigh the attacks that were not tried.',
  },
  'empty-audit': {
    plain: 'nothing was measured that could decide',
    next: 'Check that the original knows the people, and run the audit to its end.',
  },
  'no-reference': {
    plain: 'there is no model to compare with that never knew the people',
    next: 'Add a reference: a model trained the same way without these people.',
  },
  'no-matched-reference': {
    plain: 'there is no model to compare with that never knew the people and refuses in the same way',
    next: 'Add a matched reference: a reference with the same refusal training.',
  },
  'no-prior': {
    plain: 'how often a guess is right is not known',
    next: 'Give the values that each attribute can have in the data set.',
  },
  'too-few-subjects': { plain: 'too few people could be asked', next: 'Audit with more people.' },
  'too-many-nulls': {
    plain: 'too many answers could not be measured',
    next: 'Find out why answers fail, and run those steps again.',
  },
  'attack-unhealthy': {
    plain: 'an attack did not work as it should, so that its silence says nothing',
    next: 'Read the raised flags under the attacks, change the settings of the attack, and run it again.',
  },
  'low-power': {
    plain: 'a leak of the size that matters could have been missed',
    next: 'Audit with more people, or decide before the next run on a larger margin.',
  },
  'bound-above-margin': {
    plain: 'a leak larger than the margin cannot be ruled out',
    next: 'Audit with more people or more seeds; if the leak is real, more data will show it.',
  },
  'model-broken': {
    plain: 'the model is broken: it hardly answers anything',
    next: 'Do not take this for forgetting. Ask for a checkpoint that still works for other people.',
  },
  'reference-knows': {
    plain: 'a model that should never have known the people answers about them',
    next: 'Replace the reference: it was trained on these people, or the probe teaches what it asks.',
  },
  'units-missing': { plain: 'the audit is not finished', next: 'Resume the audit and export the report again.' },
};

export const names = {
  verdicts,
  asks,
  roles,
  manners,
  truths,
  kinds,
  purposes,
  reasons,
  tiers: ['0, asked', '1, looked at, asked oddly', '2, taught', '3, optimised'] as readonly string[],
  access: { text: 'text', scores: 'scores', gradient: 'gradient', weights: 'weights' },
  controls: {
    reference: 'reference',
    'matched-reference': 'matched reference',
    prior: 'prior',
    noise: 'noise',
    clean: 'clean',
  },
  controlKinds: { null: 'null', attribution: 'attribution' },
  splits: { forget: 'forget', retain: 'retain' },
};
export type Names = typeof names;
