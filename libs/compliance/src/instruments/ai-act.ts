/** Regulation (EU) 2024/1689. Duties of providers of high-risk systems; whether a system is one is not for us to say. */
import { datedAndSigned, planFirst, resists, resultsBound, type Instrument } from './instrument.js';

export const aiAct: Instrument = {
  id: 'eu-ai-act',
  title: 'EU Artificial Intelligence Act',
  edition: '2024-06-13',
  sources: [{ title: 'Regulation (EU) 2024/1689', where: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj' }],
  requirements: [
    {
      id: 'eu-ai-act-annex-iv-2g',
      reference: 'Art. 11, Annex IV(2)(g)',
      asks: 'The technical documentation has the procedures, data and metrics of testing, and logs and reports of tests that are dated and signed by whoever is responsible.',
      wording: 'paraphrased-verified',
      grounds: [planFirst, resultsBound, datedAndSigned],
      cannotShow:
        'Who is responsible, and tests of accuracy, robustness or discrimination that are no audit of unlearning.',
    },
    {
      id: 'eu-ai-act-12',
      reference: 'Art. 12',
      asks: 'High-risk systems record events automatically over their lifetime.',
      wording: 'paraphrased-verified',
      grounds: [],
      cannotShow: 'Anything: this is about logs of the system in use. Palimpsest logs its own audits.',
    },
    {
      id: 'eu-ai-act-15-5',
      reference: 'Art. 15(5)',
      asks: 'High-risk systems resist, where appropriate, attacks such as adversarial inputs and attacks on confidentiality.',
      wording: 'paraphrased-verified',
      grounds: [resists('exfiltration'), resists('membership-inference'), resists('model-inversion')],
      cannotShow: 'Resistance to poisoning, or to adversarial inputs that want something else than forgotten facts.',
    },
    {
      id: 'eu-ai-act-18',
      reference: 'Art. 18',
      asks: 'The provider keeps the technical documentation at the authorities’ disposal for ten years.',
      wording: 'paraphrased-verified',
      grounds: [],
      cannotShow:
        'Anything: whether documents are kept is not in a report. A signed evidence folder can be verified years later without a server.',
    },
  ],
};
