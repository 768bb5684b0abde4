/** A filing, built by hand, for the tests of renderers: every state, a class that nobody tried, a late request. Invented. */
import type { Filing } from '../filing.js';

export const filingExample: Filing = {
  schema: 'palimpsest.filing/1',
  notice: 'Evidence for, not proof of, compliance, and not legal advice.',
  profile: { id: 'eu', title: 'European Union', view: 'edpb', remarks: ['A model may hold personal data.'] },
  on: '2026-11-29',
  checkpoints: ['idk-few', 'npo', 'reference-2'],
  rows: [
    {
      ...{ requirement: 'gdpr-17', instrument: 'gdpr', reference: 'Art. 17(1)' },
      asks: 'Personal data are erased without undue delay.',
      wording: { status: 'paraphrased-verified', of: '2016-04-27' },
      claims: [
        {
          claim: 'idk-few still holds what it claims to have forgotten.',
          state: 'evidence-against',
          evidence: [{ kind: 'endpoint', id: 'idk-few: direct/clean/choice' }],
          confidence: { level: 'high', reason: '47 people' },
        },
        {
          claim: 'Not audited though listed in service: idk-few-q4.',
          state: 'partial',
          evidence: [{ kind: 'request', id: 'r-17' }],
          confidence: { level: 'moderate', reason: 'as it was recorded' },
        },
      ],
      state: 'evidence-against',
      confidence: { level: 'high', reason: '47 people' },
      cannotShow: 'That the data are erased everywhere.',
    },
    {
      ...{ requirement: 'gdpr-5-2', instrument: 'gdpr', reference: 'Art. 5(2)' },
      asks: 'Compliance can be demonstrated.',
      wording: { status: 'paraphrased-secondary', of: '2016-04-27' },
      claims: [
        {
          claim: 'Every finding is bound by one digest.',
          state: 'evidence-for',
          evidence: [{ kind: 'digest', id: 'f1'.repeat(32) }],
          confidence: { level: 'high', reason: 'read from the report itself' },
        },
      ],
      state: 'evidence-for',
      confidence: { level: 'high', reason: 'read from the report itself' },
      cannotShow: 'That the audited files are those in service.',
    },
    {
      ...{ requirement: 'eu-ai-act-12', instrument: 'eu-ai-act', reference: 'Art. 12' },
      asks: 'Systems record events.',
      wording: { status: 'to-be-verified', of: '2024-06-13' },
      claims: [],
      state: 'out-of-scope',
      confidence: { level: 'none', reason: 'no part of a report speaks to it' },
      cannotShow: 'Anything: this is about logs of the system in use.',
    },
  ],
  coverage: [
    {
      ...{ attackClass: 'exfiltration', channel: 'queries', probes: ['prompt'], result: 'inconclusive' },
      ...{ isConfirmatory: false, bound: 0.21, evidence: [{ kind: 'endpoint', id: 'npo: prompt/role-play/free' }] },
      reason: '1 of 2 endpoints show neither a leak nor its absence',
    },
    {
      ...{ attackClass: 'exfiltration', channel: 'weights', probes: ['sua'], result: 'leak' },
      ...{ isConfirmatory: true, bound: 0.16, evidence: [{ kind: 'endpoint', id: 'idk-few: sua/sua/free' }] },
      reason: '1 of 3 endpoints got more out than every control',
    },
    {
      ...{ attackClass: 'model-inversion', channel: 'queries', probes: [], result: null },
      ...{ isConfirmatory: false, bound: null, evidence: [], reason: 'no probe of this plan tries it' },
    },
    {
      ...{ attackClass: 'model-inversion', channel: 'weights', probes: [], result: null },
      ...{ isConfirmatory: false, bound: null, evidence: [], reason: 'no probe of this plan tries it' },
    },
  ],
  people: [
    {
      ...{ checkpoint: 'idk-few', people: 4, unmeasured: 0, largest: 0.9, smallestReachable: 0.171 },
      ...{ threshold: 0.1, above: 4, confidence: 0.95 },
    },
  ],
  requests: [
    {
      request: {
        ...{ id: 'r-17', profile: 'eu', received: '2026-10-02', due: '2026-11-02' },
        subjects: ['S-000000000000', 'S-ffffffffffff'],
        extension: null,
        answer: null,
        checkpoints: [
          { checkpoint: 'idk-few', derivedFrom: null },
          { checkpoint: 'idk-few-q4', derivedFrom: { checkpoint: 'idk-few', how: 'quantised' } },
        ],
        audits: ['zoo-demo-0123456789ab'],
      },
      standing: 'overdue',
      audited: ['S-000000000000'],
      notAudited: ['S-ffffffffffff'],
      checkpointsNotAudited: ['idk-few-q4'],
    },
  ],
  validity: {
    days: 180,
    until: '2027-05-28',
    triggers: [{ trigger: 'quantisation', detail: 'a checkpoint is put into service in another precision' }],
  },
  sources: [
    { instrument: 'gdpr', title: 'Regulation (EU) 2016/679', where: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
    {
      ...{ instrument: 'eu-ai-act', title: 'Regulation (EU) 2024/1689' },
      where: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
    },
  ],
};
