/** EDPB Opinion 28/2024. The two likelihoods were checked against a copy of its summary; its list of attacks was not. */
import { attackClasses } from '@palimpsest/contracts';
import { datedAndSigned, everyPerson, limits, planFirst, tested, verdict, type Instrument } from './instrument.js';

export const edpb: Instrument = {
  id: 'edpb-28-2024',
  title: 'EDPB Opinion 28/2024 on AI models',
  edition: '2024-12-17',
  sources: [
    { title: 'EDPB Opinion 28/2024, adopted 17 December 2024', where: 'https://www.edpb.europa.eu' },
    {
      title: 'Copy of the opinion, executive summary',
      where:
        'https://globalregulatoryinsights.com/art/opinion-28-2024-on-certain-data-protection-aspects-related-to-the-processing-of-personal-data-in-the-context-of-ai-models',
    },
  ],
  requirements: [
    {
      id: 'edpb-28-2024-anonymity',
      reference: 'first question, summary',
      asks: 'A model counts as anonymous only if, for the people in its training data, both direct extraction from the model and obtaining data by queries are insignificantly likely, with all means reasonably likely to be used.',
      wording: 'paraphrased-verified',
      grounds: [verdict, everyPerson, tested('exfiltration')],
      cannotShow:
        'That a likelihood is insignificant, which no text puts in numbers; people who were not audited; means that no probe tries.',
    },
    {
      id: 'edpb-28-2024-testing',
      reference: 'on testing',
      asks: 'Testing should be structured and cover the known attacks: inference of attributes and of membership, exfiltration, regurgitation, inversion, reconstruction.',
      wording: 'to-be-verified',
      grounds: attackClasses.map(tested),
      cannotShow: 'Resistance to attacks that are not tried. No probe tries model inversion or reconstruction.',
    },
    {
      id: 'edpb-28-2024-documentation',
      reference: 'on documentation',
      asks: 'It should be documented what was tested, by whom, when, how and with which result.',
      wording: 'to-be-verified',
      grounds: [planFirst, datedAndSigned, limits],
      cannotShow: 'Advice of a data protection officer, and measures taken before training.',
    },
  ],
};
