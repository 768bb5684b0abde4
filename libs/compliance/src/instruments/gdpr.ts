/** Regulation (EU) 2016/679, and the same articles of the UK GDPR. Paraphrases were checked against copies of the text. */
import {
  copies,
  dataIdentity,
  datedAndSigned,
  everyPerson,
  identity,
  limits,
  planFirst,
  requestsInTime,
  resultsBound,
  tested,
  verdict,
  type Instrument,
  type Requirement,
} from './instrument.js';

const articles = (instrument: string): readonly Requirement[] => [
  {
    id: `${instrument}-17`,
    reference: 'Art. 17(1)',
    asks: 'Whoever has a ground for it can have their personal data erased, and the controller has to do so without undue delay.',
    wording: 'paraphrased-verified',
    grounds: [verdict, everyPerson, copies],
    cannotShow:
      'That the data are erased everywhere: training sets, backups, logs and copies nobody listed are not looked at. Whether a ground or an exception applies is a question of law.',
  },
  {
    id: `${instrument}-5-2`,
    reference: 'Art. 5(2)',
    asks: 'The controller answers for the principles of Art. 5(1) and has to be able to demonstrate that they are kept.',
    wording: 'paraphrased-verified',
    grounds: [planFirst, resultsBound, identity, dataIdentity, limits],
    cannotShow:
      'That the audited files are those in service, and anything about processing that does not go through the model.',
  },
  {
    id: `${instrument}-12-3`,
    reference: 'Art. 12(3)',
    asks: 'The person is told what was done within one month of the request; two more months are possible for complex or many requests, if the person hears of it and why within the first.',
    wording: 'paraphrased-verified',
    grounds: [requestsInTime],
    cannotShow: 'What the person was told, and that the recorded dates are the true ones.',
  },
  {
    id: `${instrument}-32`,
    reference: 'Art. 32(1)(d)',
    asks: 'Security of processing includes a process that regularly tests and evaluates whether the measures work.',
    wording: 'paraphrased-verified',
    grounds: [tested('exfiltration'), tested('membership-inference'), planFirst, resultsBound],
    cannotShow: 'That audits are repeated, and anything about measures outside the model.',
  },
  {
    id: `${instrument}-35`,
    reference: 'Art. 35',
    asks: 'Before processing that is likely to be a high risk for people, its impact on the protection of personal data is assessed.',
    wording: 'paraphrased-verified',
    grounds: [everyPerson, datedAndSigned, limits],
    cannotShow: 'The assessment itself: necessity, proportionality, the other risks and what is done about them.',
  },
];

export const gdpr: Instrument = {
  id: 'gdpr',
  title: 'General Data Protection Regulation',
  edition: '2016-04-27',
  sources: [
    { title: 'Regulation (EU) 2016/679', where: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
    {
      title: 'Data Protection Commission (Ireland), on time limits',
      where: 'https://dataprotection.ie/en/individuals/know-your-rights/how-long-will-it-take',
    },
  ],
  requirements: articles('gdpr'),
};

/** The same articles were kept; how far readings of the EDPB carry over is not for us to say. */
export const ukGdpr: Instrument = {
  id: 'uk-gdpr',
  title: 'UK General Data Protection Regulation',
  edition: 'retained text of 2016-04-27; later amendments not checked',
  sources: [
    { title: 'UK GDPR', where: 'https://www.legislation.gov.uk/eur/2016/679' },
    { title: 'Information Commissioner’s Office', where: 'https://ico.org.uk' },
  ],
  requirements: articles('uk-gdpr').map((requirement) => ({ ...requirement, wording: 'paraphrased-secondary' })),
};
