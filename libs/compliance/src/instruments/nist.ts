/** NIST AI Risk Management Framework and its profile for generative AI. Voluntary; ids and wording checked against copies. */
import { copies, limits, planFirst, resultsBound, tested, type Instrument } from './instrument.js';

export const nist: Instrument = {
  id: 'nist-ai',
  title: 'NIST AI RMF 1.0 and AI 600-1',
  edition: 'AI 100-1 (2023-01), AI 600-1 (2024-07)',
  sources: [
    { title: 'NIST AI 100-1', where: 'https://nvlpubs.nist.gov/nistpubs/ai/NIST.AI.100-1.pdf' },
    { title: 'NIST AI 600-1', where: 'https://nvlpubs.nist.gov/nistpubs/ai/NIST.AI.600-1.pdf' },
  ],
  requirements: [
    {
      id: 'nist-ai-measure-2-7',
      reference: 'MEASURE 2.7',
      asks: 'Security and resilience of the system are evaluated, and the evaluation is documented.',
      wording: 'paraphrased-verified',
      grounds: [tested('exfiltration'), planFirst, resultsBound, limits],
      cannotShow: 'Security of anything around the model.',
    },
    {
      id: 'nist-ai-measure-2-10',
      reference: 'MEASURE 2.10',
      asks: 'The privacy risk of the system is examined, and the examination is documented.',
      wording: 'paraphrased-verified',
      grounds: [tested('attribute-inference'), tested('membership-inference'), resultsBound, limits],
      cannotShow: 'Privacy risks that do not come out of the model’s weights or replies.',
    },
    {
      id: 'nist-ai-ms-2-10-001',
      reference: 'AI 600-1, MS-2.10-001',
      asks: 'Red teams try whether training data come out, and membership inference, model extraction and the revealing of personal information.',
      wording: 'paraphrased-verified',
      grounds: [
        tested('regurgitation'),
        tested('exfiltration'),
        tested('membership-inference'),
        tested('reconstruction'),
      ],
      cannotShow: 'Extraction of the model itself, and copyrighted or confidential material that is no person’s.',
    },
    {
      id: 'nist-ai-manage-2-4',
      reference: 'MANAGE 2.4',
      asks: 'There are means, and people responsible, to replace or switch off a system that behaves otherwise than intended.',
      wording: 'paraphrased-verified',
      grounds: [copies],
      cannotShow: 'The means themselves. Linked requests say which checkpoints and copies they would have to reach.',
    },
  ],
};
