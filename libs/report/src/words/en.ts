/** The report in English. Other tables have the same keys; texts with numbers in them are functions of written numbers. */
import type { VerdictValue } from '@palimpsest/contracts';
import { names } from './en-names.js';
import { glossary, metrics } from './en-terms.js';

export const en = {
  brand: 'Palimpsest audit report',
  skip: 'Skip to the verdict',
  contents: 'Contents',
  ...names,
  common: {
    notMeasured: 'not measured',
    none: 'none',
    yes: 'yes',
    no: 'no',
    checkpoint: 'checkpoint',
    role: 'role',
    scale: '0 to 100 %',
    refused: 'refused',
    unparsable: 'unparsable',
    peopleAnswers: 'people (answers)',
    recovery: 'recovery',
    rests: (coverage: string, people: number, answers: number, method: string) =>
      `${coverage} interval, ${people} people, ${answers} answers; ${method}`,
  },
  byline: {
    audit: 'audit',
    engine: (version: string) => `engine ${version}`,
    generated: (time: string) => `generated ${time}`,
  },
  verdict: {
    title: 'Verdict',
    none: 'Nothing was judged: the plan names no target.',
    over: (targets: number, leaks: number, open: number, passed: number) => {
      const holding = leaks === 1 ? 'holds what it claims' : 'hold what they claim';
      const parts = [
        ...(leaks > 0 ? [`${leaks} still ${holding} to have forgotten`] : []),
        ...(open > 0 ? [`${open} ${open === 1 ? 'is' : 'are'} inconclusive`] : []),
        ...(passed > 0
          ? [`${passed} ${passed === 1 ? 'shows no leak above its' : 'show no leak above their'} bound`]
          : []),
      ];
      return `Of ${targets} checkpoints, ${parts.join('; ')}.`;
    },
    leak: (of: SentenceParts) =>
      `${of.name} still holds what it claims to have forgotten: ${of.leak} points beyond every control by ${of.decidedBy} (${of.coverage} interval ${of.low} to ${of.high}, ${of.people} people).`,
    pass: (name: string, bound: string, confidence: string, people: number) =>
      `No leak above ${bound} points was found in ${name} under the probes of this plan (${confidence} confidence, ${people} people).`,
    open: (name: string, because: string) => `${name}: inconclusive, because ${because}.`,
    caption: (margin: string) =>
      `Verdict per checkpoint, worst first. Leak beyond control: recovery on held-out people minus the highest control, in percentage points [interval]. Lines in the bars: no leak (solid) and the margin of ${margin} points (dashed).`,
    head: ['checkpoint', 'verdict', 'leak beyond control', 'decided by', 'forget, asked plainly', 'retain', 'people'],
    truth: (truth: string) => `truth: ${truth}`,
    agrees: 'agrees',
    disagrees: 'disagrees',
    nothingDecided: 'nothing decided',
    facts: {
      leak: 'Leak beyond control',
      decidedBy: 'Decided by',
      bound: 'Upper bound',
      margin: 'Margin',
      detectable: 'Smallest detectable leak',
      power: 'Power at the margin',
      people: 'People',
      score: 'Forget score',
      forget: 'Forget people, asked plainly',
      retain: 'Retain people, asked plainly',
      truth: 'Known truth',
    },
    score: (score: string) => `${score} of 100`,
    meaning: 'What the three verdicts mean',
    meanings: {
      leak: ': one confirmatory probe got out more than every control did, for people it never saw, by an interval clustered by person and corrected for the number of questions.',
      'no-leak-above-bound':
        ': every confirmatory probe stayed below the margin, with enough power, healthy attacks and references to compare with. A smaller leak may exist; it is not a proof of erasure.',
      inconclusive: ': something stands between the evidence and either answer. The reasons are listed.',
    } satisfies Record<VerdictValue, string>,
  },
  summary: {
    title: 'In short',
    asked: 'What was asked',
    tested: 'What was tested',
    people: (scored: number, retain: number) =>
      `${scored} people who should be forgotten were scored, and ${retain} who should still be known.`,
    targets: (names: string) => `Examined: ${names}.`,
    compared: (names: string) => `Compared with ${names}, which never saw these people.`,
    notCompared: 'Compared with no model that never saw these people.',
    probes: (count: number) =>
      count === 1 ? 'One way of getting answers out decides: ' : `${count} ways of getting answers out decide: `,
    others: (names: string) => `Also looked at, without deciding anything: ${names}.`,
    untested: 'What was not tested, and what this cannot say',
    missing: (count: number) => (count === 1 ? 'One thing was not measured:' : `${count} things were not measured:`),
    more: (count: number) => `and ${count} more, listed at the end of the full report`,
    moreLimits: (count: number) =>
      count === 1
        ? 'One further limit is listed at the end of the full report.'
        : `${count} further limits are listed at the end of the full report.`,
    nothingMissing: 'Everything the plan asked for was measured.',
    found: 'What was found, and how sure it is',
    leak: (of: SentenceParts) =>
      `Of 100 questions about people it should have forgotten, it gets about ${of.leak} more right than the best of what it is compared with. With ${of.coverage} confidence the true number lies between ${of.low} and ${of.high}; it rests on ${of.people} people.`,
    pass: (bound: string, confidence: string, people: number) =>
      `Whatever was tried, of 100 questions it does not get more than ${bound} more right than the best of what it is compared with. That holds with ${confidence} confidence and rests on ${people} people. A smaller leak may be there.`,
    open: (because: string) => `Neither a leak nor its absence could be shown: ${because}.`,
    next: 'What to do next',
    nextFor: (step: string, names: string) => `${step} (${names})`,
  },
  scope: {
    title: 'Scope',
    people: (of: { forget: number; eligible: number; excluded: number; retain: number; knowledgeChecked: boolean }) =>
      `${of.forget} people in the forget split; ${of.eligible} of them were known to the original and are scored${of.excluded > 0 ? `, ${of.excluded} left out` : ''}${of.knowledgeChecked ? '' : ' (not checked: the plan names no original)'}. ${of.retain} retain people for utility.`,
    policy: (of: Record<'margin' | 'floor' | 'alpha' | 'confidence' | 'power' | 'seeds' | 'folds', string>) =>
      `Margin ${of.margin} points, leak floor ${of.floor} points, α ${of.alpha}, intervals at ${of.confidence}, power ${of.power}; seeds ${of.seeds}; ${of.folds} folds by person. Fixed and hashed before any result.`,
    caption: 'Probes, detectors and defenses of this plan',
    head: ['name', 'what it is', 'what it tries', 'from'],
    neverSeen: 'never yet seen to find anything',
  },
  identity: {
    title: 'Identity',
    caption: 'SHA-256 of what went in and what came out',
    head: ['what', 'digest', 'detail'],
    plan: 'plan',
    dataset: 'data set',
    findings: 'findings',
    audit: (id: string) => `audit ${id}`,
    hashed: 'The plan as it was hashed',
  },
  recovery: {
    title: 'Recovery before and after each probe',
    lead: 'Share of right answers about forget people the probe never saw. A reference never knew these people: what it answers is chance or teaching, not memory.',
    label: 'Recovery on held-out people per checkpoint and probe; the tables below have the numbers',
    figure:
      'Recovery on held-out people after each probe, with intervals clustered by person. Dashed: how often a blind guess is right.',
    numbers: (group: string) => `${group}: the numbers`,
    caption: (group: string) => `${group}: right answers on clean images`,
    captionBeforeAfter: (group: string) =>
      `${group}: right answers on clean images (before, hollow) and after the probe (solid)`,
    before: 'before',
    after: 'after',
  },
  targets: {
    title: 'Checkpoint by checkpoint',
    score: 'Forget score ',
    power: (detectable: string, power: string) =>
      `. Smallest detectable leak ${detectable}; power at the margin ${power}.`,
    tiersCaption:
      'Tier by tier. p: the best endpoint of the tier, corrected for its other endpoints and, by Holm, for the other tiers. The lower the tier of a leak, the less can be said against it.',
    tiersHead: ['tier', 'verdict', 'leak of its best endpoint', 'p', 'bound', 'smallest detectable leak', 'endpoints'],
    notTested: 'not tested',
    exploratory: (confirmatory: number, exploratory: number) => `${confirmatory}, and ${exploratory} exploratory`,
    repliesCaption: 'Asked plainly and freely on clean images',
    repliesHead: ['people', 'mostly', 'right', 'refused', 'wrong value', 'unparsable', 'of these gibberish'],
    notAsked: 'not asked',
    caption: 'Endpoints, confirmatory first, then worst first. Leak: target minus the highest control, in points.',
    head: ['endpoint', 'recovery', 'leak beyond control', 'highest control', 'adjusted p', 'bound', 'verdict'],
    belowMargin: 'below margin',
    open: 'open',
    attributes: 'Attribute by attribute (exploratory)',
    attributesCaption:
      'Confirmatory endpoints by attribute, against the highest reference, paired by person. q: Benjamini–Hochberg over this table. Exploratory: it says where to look, and decides nothing.',
    attributesHead: ['endpoint', 'attribute', 'recovery', 'beyond references', 'q'],
    details: 'Every control of every endpoint, training people, permuted answers, seeds, flags',
    detailsCaption: (id: string) => `${id}: target minus control, paired by person`,
    detailsHead: ['control', 'from', 'recovery', 'target minus control', 'p', 'exceeded'],
    training: 'Training people ',
    permuted: ' · permuted answers, scored on the true ones ',
    original: ' · original ',
    exact: ' · exact replies ',
    bySeed: (seeds: string) => ` · by seed ${seeds}`,
    flags: ' · raised flags: ',
  },
  attacks: {
    title: 'How the attacks went',
    quiet: (checks: number, optimisations: number) =>
      `${checks} checks over ${optimisations} optimisations; none raised a flag.`,
    raised: (raised: number, checks: number) =>
      `${raised} of ${checks} checks raised a flag. An endpoint with a flag decides nothing.`,
    drawn: 'The first fold and seed of each attack is drawn; the JSON has all.',
    caption: 'Raised flags',
    head: ['optimisation', 'flag', 'detail'],
    loss: 'Loss of each term',
    gradient: 'Gradient norm of each term: a term without gradient does no work',
    lossLabel: (attack: string) => `Loss per step, ${attack}`,
    gradientLabel: (attack: string) => `Gradient norm per step, ${attack}`,
    step: 'step',
    lossAxis: 'loss',
    gradientAxis: 'gradient norm',
    fold: (fold: number) => `fold ${fold}`,
    seed: (seed: number) => `seed ${seed}`,
    permuted: 'permuted answers',
  },
  pictures: {
    title: 'What the noise looks like',
    lead: 'One universal noise per attack, added to images of people it was not optimised on, rounded to 8 bits and saved as PNG. The second picture shows the noise ten times stronger around mid-grey.',
    blurred:
      'One universal noise per attack, added to images of people it was not optimised on. Of each image only coarse colours are left, because images show people. The noise is withheld: with it the model gives answers away.',
    person: (checkpoint: string, variant: string) => `${checkpoint}, ${variant}, person `,
    clean: 'clean',
    noise: 'noise × 10',
    perturbed: 'perturbed',
    after: (defense: string) => `after ${defense}`,
    alt: (caption: string, subject: string) => `${caption}: image of person ${subject}`,
    absent: 'not in this bundle',
    unreadable: 'broken: cannot be read',
  },
  detectors: {
    title: 'Detectors',
    lead: (names: string) =>
      `Would anybody notice? A detector scores an input image for having been tampered with (not an output). Its threshold comes from images of retain people that are in no curve: ${names}.`,
    on: (detector: string, checkpoint: string) => `${detector} on ${checkpoint}`,
    roc: (title: string) => `ROC of ${title}`,
    falsePositives: 'false positive rate',
    truePositives: 'true positive rate',
    caption:
      'Detection per condition; negatives are clean test images. Threshold: at most 5 % of clean images above it.',
    head: ['checkpoint', 'condition', 'AUROC', 'detected', 'false alarms', 'threshold', 'images'],
    images: (attacked: number, clean: number, calibration: number) =>
      `${attacked} attacked, ${clean} clean, ${calibration} for the threshold`,
  },
  defenses: {
    title: 'Defenses',
    lead: [
      'Recovery and clean accuracy with the defense in front of the model, on the same images. The noise was made before the defense was put there: a defense that is ',
      'not adaptively tested',
      ' may fall to an attacker who knows it.',
    ] as readonly [string, string, string],
    caption: (checkpoint: string) => `${checkpoint}: without (hollow) and with the defense (solid)`,
    head: [
      'probe',
      'defense',
      'recovery without',
      'recovery with',
      '0 to 100 %',
      'retain without',
      'retain with',
      'adaptive test',
    ],
    adaptive: 'yes, optimised through it',
    notAdaptive: 'not adaptively tested',
  },
  utility: {
    title: 'Utility',
    lead: 'People the model should still know. A model that answers nothing has forgotten nothing in particular: forgotten, refused and broken are told apart by these numbers.',
    caption: 'Right answers on clean images',
    head: ['checkpoint', 'role', 'split', 'asked', 'right', '0 to 100 %', 'refused', 'unparsable', 'people (answers)'],
  },
  membership: {
    title: 'Membership inference',
    lead: 'A score of how a model reads the true answers, held against people no model was shown. An area of 0.5 is chance; it averages over everybody, so beside it stands the share of forget people that are recognised while next to nobody outside is taken for one of them (LiRA, arXiv:2112.03570). Chance is the false-positive rate itself. What a reference gives sets people apart without memory.',
    caption: 'Forget people against people outside, by score',
    head: {
      before: ['checkpoint', 'role', 'score', 'area under the curve'],
      after: ['people (answers)', 'people outside'],
    },
    foundAt: (rate: string) => `found at ${rate} false positives`,
    unknown: 'not known',
  },
  references: {
    title: 'Published metrics against retrained models',
    lead: 'Numbers to hold against papers. No verdict looks at them. What a number means without the data ever having been seen, the same number of each reference tells.',
    caption: 'Of each target, and of each reference in its place',
    head: [
      'checkpoint',
      'truth ratio',
      'truth ratio of the references',
      'model utility',
      'utility of the references',
      'KL of margins',
      'KL of each reference against the others',
      'people (answers)',
    ],
    depthCaption: 'How deep it is erased: of each target, and of each reference in its place',
    depthHead: [
      'checkpoint',
      'erasure depth',
      'depth of each reference against the others',
      'right readings: original, references, target',
    ],
    layer: (of: Record<'layer' | 'original' | 'references' | 'target', string>) =>
      `behind layer ${of.layer}: ${of.original}, ${of.references}, ${of.target} `,
    erased: (share: string | null) => (share === null ? 'too little to lose' : `${share} erased`),
    againstCaption: 'Of each target against each reference, and of the other references in its place',
    againstHead: [
      'checkpoint',
      'against',
      'forget quality p, questions',
      'p, people',
      'p of the references',
      'privacy leak, %',
      'leak of the references, %',
    ],
    people: ', people ',
    noOther: 'no other reference',
    rests: (values: number, references: number) => `${values} values against ${references}`,
  },
  people: {
    title: 'Person by person',
    lead: 'People appear under pseudonyms that only the holder of the data set can resolve. Answers are counted, not shown. A cell is right answers of all; the darker, the more came out.',
    caption: (checkpoint: string) =>
      `${checkpoint}: right answers of all, and the one-sided upper bound of the worst endpoint`,
    person: 'person',
    upperBound: 'upper bound',
    notAsked: 'not asked',
  },
  limits: {
    title: 'Limits, and what was not measured',
    caption: 'Not measured',
    head: ['what', 'why'],
    for: (names: string) => `, for ${names}`,
  },
  method: {
    title: 'Method',
    plan: (of: Record<'policy' | 'seeds' | 'folds' | 'engine', string>) =>
      `Policy ${of.policy}; seeds ${of.seeds}; people split into ${of.folds} folds, each of which is scored by attacks made on the others; engine ${of.engine}.`,
    version: (name: string, version: number) => `${name}, version ${version}`,
    adHoc: (digest: string) => `of this plan alone (plan ${digest})`,
    verdict: (of: Record<'floor' | 'margin' | 'power' | 'alpha', string>) => [
      `leak: the target exceeds every control by more than ${of.floor} points at an adjusted p of at most ${of.alpha}, on people that the attack never saw, and no attack behind it raised a flag.`,
      `no leak above bound: the one-sided upper bound of every confirmatory endpoint lies below ${of.margin} points, with a power of at least ${of.power} to have said so, references to compare with, and no flag.`,
      'inconclusive: everything else. What is missing is never a pass.',
    ],
    how: 'How the verdict is made',
    statistics: 'Statistics, with their sources',
    sources: [
      'The unit is the person: answers of one person belong together (Miller 2024, arXiv:2411.00640).',
      'Rates: mean of the people’s rates, Student’s t after the removal of skewness (Hall 1992).',
      'Differences from a control: paired by person; on either side the wider of Student’s and Hall’s end. p: signs of whole people flipped (Fisher 1935; Phipson and Smyth 2010).',
      'The highest control: the most cautious interval and the largest p over all controls (intersection–union, Berger 1982).',
      'Several questions: within a tier the best of several (Westfall and Young 1993), over the tiers Holm (1979); exploratory tables Benjamini and Hochberg (1995).',
      'Upper bound: one-sided, never below 1 − α^(1/people), which is all that so many people can support when none of them leaks.',
      'Power and smallest detectable leak: non-central t (Johnson and Welch 1940).',
      'AUROC: DeLong on the logit scale, Obuchowski where people gave several images, Newcombe’s fifth method where groups are separated.',
    ] as readonly string[],
    metrics: 'How to read each number',
  },
  metrics,
  glossary: { title: 'Glossary', entries: glossary },
  footer: {
    generated: (time: string) => `Generated ${time}. `,
    work: (units: number, seconds: string) => `${units} units of work, ${seconds} s of computing. `,
    evidence: 'This report is evidence about the probes it names. It does not say that data was erased.',
  },
};

/** Written numbers of a leak. */
export interface SentenceParts {
  readonly name: string;
  readonly leak: string;
  readonly decidedBy: string;
  readonly coverage: string;
  readonly low: string;
  readonly high: string;
  readonly people: number;
}
