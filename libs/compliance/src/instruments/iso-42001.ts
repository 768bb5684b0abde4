/** ISO/IEC 42001:2023, Annex A. Its text is sold, so controls are named by number and subject, from secondary sources. */
import {
  copies,
  dataIdentity,
  everyPerson,
  identity,
  limits,
  planFirst,
  resultsBound,
  tested,
  type Instrument,
} from './instrument.js';

export const iso42001: Instrument = {
  id: 'iso-42001',
  title: 'ISO/IEC 42001, Annex A',
  edition: '2023',
  sources: [
    { title: 'ISO/IEC 42001:2023', where: 'https://www.iso.org/standard/81230.html' },
    { title: 'Walk through the controls of Annex A', where: 'https://grecta.com/iso-42001-annex-a-controls/' },
  ],
  requirements: [
    {
      id: 'iso-42001-a-5',
      reference: 'A.5',
      asks: 'Impacts of AI systems on people are assessed.',
      wording: 'to-be-verified',
      grounds: [everyPerson, limits],
      cannotShow: 'The assessment itself, and impacts other than that data come out of the model.',
    },
    {
      id: 'iso-42001-a-6-2-4',
      reference: 'A.6.2.4',
      asks: 'Verification and validation: measures and criteria for them are defined and documented.',
      wording: 'paraphrased-secondary',
      grounds: [planFirst, resultsBound, tested('exfiltration')],
      cannotShow: 'Verification of anything else than that people were unlearned.',
    },
    {
      id: 'iso-42001-a-6-2-7',
      reference: 'A.6.2.7',
      asks: 'Technical documentation for whoever needs it.',
      wording: 'quoted-by-id-only',
      grounds: [identity, limits],
      cannotShow: 'Documentation of the system around the checkpoint.',
    },
    {
      id: 'iso-42001-a-6-2-8',
      reference: 'A.6.2.8',
      asks: 'Recording of event logs.',
      wording: 'quoted-by-id-only',
      grounds: [],
      cannotShow: 'Anything: this is about logs of the system in use. Palimpsest logs its own audits.',
    },
    {
      id: 'iso-42001-a-7-5',
      reference: 'A.7.5',
      asks: 'Where data come from is recorded over the life of data and system.',
      wording: 'paraphrased-secondary',
      grounds: [dataIdentity],
      cannotShow: 'Where the training data came from: only the audited data set has a digest here.',
    },
    {
      id: 'iso-42001-a-10',
      reference: 'A.10',
      asks: 'Responsibilities are shared out with suppliers, customers and others.',
      wording: 'to-be-verified',
      grounds: [identity, copies],
      cannotShow: 'Contracts. That a vendor’s checkpoint was audited shows what was looked at, not who is answerable.',
    },
  ],
};
