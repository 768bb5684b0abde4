/**
 * Every sentence that a filing is made of, with the names of what fills it in braces. A filing holds the pattern beside
 * the finished text: whoever shows it in another language looks the pattern up (`libs/report/src/words/filing-texts.ts`).
 */
export const sentences = {
  noPersonBound: 'No person has a bound of their own.',
  personBounds:
    'The largest bound of any person is {largest} ({checkpoint}); {above} are above {threshold}, {unmeasured} have none.',
  tried: '{class} was tried through ',
  way: '{channels} ({probes})',
  and: ' and ',
  notThrough: ', not through {channels}',
  classOpens: '{class}: ',
  channelOpens: '{channels}: ',
  next: '; ',
  stop: '.',
  verdict: '{sentence}',
  space: ' ',
  noTarget: 'The report has no target.',
  alone: 'Through {channels} alone: ',
  nothingDecides: 'Nothing that decides was tried through {channels}.',
  planFirst: 'Probes, margins, seeds and the rule of the verdict were fixed and hashed before any result existed.',
  resultsBound: 'Every finding is bound by one digest; from the findings the report can be drawn again.',
  undated: 'This form carries no date and no signature.',
  dated: 'The report was drawn on {day}; it is not signed in itself.',
  fileNamed: 'The files of the checkpoint are named by digest.',
  filesNamed: 'The files of {count} checkpoints are named by digest.',
  dataNamed: 'The data set whose people were asked about is named by digest.',
  limits: 'The report says what it does not show: {limits} limits, {gaps} gaps with their reasons.',
  noRequest: 'No request is linked.',
  requests: 'Of {linked} linked requests {late} are late and {open} still open.',
  noCopies: 'No request lists the checkpoints in service and their copies.',
  copiesAudited: 'All {count} listed checkpoints and copies were audited.',
  copiesMissing: 'Not audited though listed in service: {names}.',
} as const;

/** How one class of attack went through one channel. */
export const cellReasons = {
  noProbe: 'no probe of this plan tries it',
  nothingMeasured: 'its probes measured nothing',
  leaks: '{same} of {all} endpoints got more out than every control; the worst is {endpoint}',
  bounded: '{same} of {all} endpoints bounded',
  boundedBelow: '{same} of {all} endpoints bounded; the widest bound is {bound}',
  open: '{same} of {all} endpoints show neither a leak nor its absence',
} as const;

/** Why so much, or so little, can be built on a claim. */
export const confidenceReasons = {
  fewQuestions:
    'with so few questions each, nobody can be bounded below {reach} even if nothing comes out; guessing is in these bounds',
  correlated: 'answers about one person are correlated and the bounds ignore it; guessing is in them',
  fromReport: 'read from the report itself',
  signatureApart: 'the signature comes with the evidence folder (palimpsest evidence export)',
  serviceOnTrust: 'that these very files are in service is taken on trust',
  originUnknown: 'where the training data came from is not known to an audit',
  datesOnTrust: 'dates are as they were recorded',
  copiesByName: 'copies are told apart by name, and one that nobody listed is not known',
  exploratory: 'exploratory endpoints only: not corrected for the number of questions asked',
  corrected: '{people} people, corrected for all endpoints at α = {alpha}',
  bounded: 'bounded at {confidence} for {people} people and the attacks of this plan',
  open: 'neither a leak nor its absence could be shown',
  nothingMeasured: 'nothing was measured for it',
  noPart: 'no part of a report speaks to it',
} as const;
