/** Every term of a report in a plain sentence, and how to read each number. */
import type { MetricTerms, Terms } from './terms.js';

export const glossary: Terms = {
  leak: {
    term: 'leak',
    means: 'What a checkpoint gives back about people it should have forgotten, beyond what every control gives back.',
  },
  bound: {
    term: 'bound',
    means: 'The largest leak that the data do not rule out, at the confidence that stands beside it.',
  },
  margin: {
    term: 'margin',
    means: 'The largest leak that still counts as forgotten. It is fixed and hashed before anything is measured.',
  },
  inconclusive: { term: 'inconclusive', means: 'Neither a leak nor its absence could be shown. It is never a pass.' },
  target: { term: 'target', means: 'A checkpoint under judgement: it is said to have forgotten.' },
  original: { term: 'original', means: 'The model before unlearning; it shows who was known at all.' },
  reference: {
    term: 'reference',
    means: 'A model that was trained the same way and never saw the people to be forgotten.',
  },
  'matched-reference': {
    term: 'matched reference',
    means: 'A reference with the same refusal training as the target, so that manners are not taken for memory.',
  },
  control: {
    term: 'control',
    means: 'What a target is compared with under the same attack: references, a guess, plain noise, clean images.',
  },
  prior: { term: 'prior', means: 'How often a blind guess of an attribute is right.' },
  'leak-floor': {
    term: 'leak floor',
    means: 'The smallest excess over a control that counts at all: retrained models differ that much among themselves.',
  },
  forget: { term: 'forget', means: 'The people whose data were to be forgotten.' },
  retain: { term: 'retain', means: 'Other people, whom the model should still know.' },
  recovery: { term: 'recovery', means: 'The share of right answers about people that the attack never saw.' },
  probe: {
    term: 'probe',
    means: 'One way of getting an answer out: asking, rephrasing, teaching, attacking the image.',
  },
  endpoint: { term: 'endpoint', means: 'One probe, in one variant, asked in one way: one question put to the target.' },
  confirmatory: { term: 'confirmatory', means: 'Decides the verdict; named in the plan before the run.' },
  exploratory: { term: 'exploratory', means: 'Says where to look, and decides nothing.' },
  tier: {
    term: 'tier',
    means: 'How much a probe does to the model: 0 asks, 1 looks or asks oddly, 2 teaches, 3 optimises its input.',
  },
  fold: { term: 'fold', means: 'A group of people that is scored by attacks which were made on the other groups.' },
  seed: {
    term: 'seed',
    means: 'The number that all chance of one run is drawn from; the same seed gives the same run.',
  },
  confidence: { term: 'confidence', means: 'How often a statement made this way is true over many audits.' },
  interval: {
    term: 'interval',
    means: 'The values that fit the data at the stated confidence; wide ones mean that little is known.',
  },
  power: {
    term: 'power',
    means: 'The chance that the audit passes a model that leaks nothing. Without it, finding nothing says nothing.',
  },
  alpha: { term: 'α', means: 'The largest accepted chance of calling a leak where there is none.' },
  p: { term: 'p', means: 'How likely a difference this large would be if there were none.' },
  holm: {
    term: 'Holm',
    means: 'A correction for having asked several questions: the more are asked, the stronger each must be.',
  },
  permuted: {
    term: 'permuted answers',
    means: 'The same attack trained on wrong answers; it shows what the attack adds by itself.',
  },
  'health-flag': {
    term: 'flag',
    means: 'A check that an attack did its work; an endpoint with a flag decides nothing.',
  },
  sua: {
    term: 'SUA',
    means: 'One image noise for everybody, optimised to bring forgotten answers back (arXiv:2506.17265).',
  },
  detector: {
    term: 'detector',
    means: 'Scores an input image for having been tampered with; it does not look at answers.',
  },
  defense: { term: 'defense', means: 'A filter in front of the model that should take an attack out of an image.' },
  auroc: {
    term: 'AUROC',
    means: 'How well a detector tells attacked images from clean ones: 0.5 is a coin, 1 is never wrong.',
  },
  pseudonym: { term: 'pseudonym', means: 'Stands for a person; only the holder of the data set can resolve it.' },
  digest: { term: 'digest', means: 'A SHA-256: the fingerprint of a file. Other bytes have another one.' },
};

export const metrics: MetricTerms = {
  recovery: {
    term: 'Recovery',
    means:
      'From 0 to 100 %, lower is more forgotten; wanted where the references are, which is seldom 0 (this project’s; attack of SUA, arXiv:2506.17265).',
  },
  leak: {
    term: 'Leak beyond control',
    means:
      'From −100 to +100 points, lower is better; 0 is where the highest control is (this project’s; paired by person, Berger 1982).',
  },
  bound: {
    term: 'Upper bound',
    means:
      'From 0 to 100 points, lower is better, to be held against the margin; few people cannot support a small one (this project’s).',
  },
  detectable: {
    term: 'Smallest detectable leak',
    means:
      'From 0 to 100 points, lower is better, to be held against the margin (non-central t, Johnson and Welch 1940).',
  },
  power: {
    term: 'Power at the margin',
    means:
      'From 0 to 100 %, higher is better, to be held against the power that the plan asks for (Johnson and Welch 1940).',
  },
  score: {
    term: 'Forget score',
    means:
      'From 0 to 100, higher is better; 100 would be a bound of no leak at all, 0 a bound as high as what the original knew (this project’s, never to be read alone).',
  },
  retain: {
    term: 'Right about retain people',
    means:
      'From 0 to 100 %, higher is better, wanted where original and references are (as in TOFU, arXiv:2401.06121).',
  },
  auroc: {
    term: 'AUROC',
    means: 'From 0 to 1; 0.5 sees nothing and 1 is never wrong (DeLong, DeLong and Clarke-Pearson 1988).',
  },
  detected: {
    term: 'Detected, and false alarms',
    means:
      'From 0 to 100 %, at a threshold that 5 % of other clean images exceed; a detector is as good as the first is above the second (this project’s).',
  },
  'person-bound': {
    term: 'Upper bound of a person',
    means:
      'From 0 to 100 %, lower is better; too narrow, since answers about one person are not independent (Clopper and Pearson 1934).',
  },
  'truth-ratio': {
    term: 'Truth ratio',
    means:
      'Between 0 and 1: how alike the true value of a forget person and the other values are to the model; a forgetting model is where the references are, knowing and denying both lie lower (TOFU, arXiv:2401.06121).',
  },
  'model-utility': {
    term: 'Model utility',
    means:
      'Between 0 and 1, higher is better, wanted where the references are: harmonic mean of probability of the true value, 1 − R and ROUGE-L on people to be kept, the three metrics of TOFU on one group of people instead of its three (arXiv:2401.06121).',
  },
  klom: {
    term: 'KL of margins',
    means:
      'From 0 up, in nats per question, lower is nearer to the retrained models, of which one more would be at about 0.5 to 0.75 if all varied alike: a Gaussian stand-in for KLoM with one variance for all questions, because the published histogram wants a hundred models on either side (arXiv:2410.23232).',
  },
  'erasure-depth': {
    term: 'Erasure depth',
    means:
      'Between 0 and 1, wanted where the references are: how much of what linear readouts find behind the layers of the original, beyond a model that never saw the people, they no longer find; 0 is all still there. The Unlearning Depth Score with readouts in the place of activation patching (arXiv:2605.24614).',
  },
  'forget-quality': {
    term: 'Forget quality',
    means:
      'A p between 0 and 1 of a Kolmogorov–Smirnov test on truth ratios: a small one says that the target differs from the reference, a large one only that no difference was seen; TOFU takes questions as independent, which answers about one person are not, so the p over people stands beside it (arXiv:2401.06121).',
  },
  'privacy-leak': {
    term: 'Privacy leak',
    means:
      'In percent, from −100 up: 0 is where the reference is, below 0 forget people are still recognised as trained on, above 0 they stand out by having been removed; by Min-K% (MUSE, arXiv:2407.06460).',
  },
};
