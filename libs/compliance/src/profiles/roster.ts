/** The profiles. Deadlines: GDPR Art. 12(3), Cal. Civ. Code § 1798.130(a)(2). */
import type { Profile, View } from './profile.js';

const edpbView: View = {
  id: 'edpb',
  title: 'EDPB Opinion 28/2024',
  channels: ['queries', 'weights'],
  remark:
    'A model may hold personal data: what comes out of its weights counts like what comes out of its replies (EDPB Opinion 28/2024).',
};

/** Discussion paper of the Hamburg authority, 15 July 2024; the EDPB opinion is younger and disagrees. */
const hamburgView: View = {
  id: 'hamburg',
  title: 'Hamburg discussion paper of 2024-07-15',
  channels: ['queries'],
  remark:
    'Read as the Hamburg authority did in its discussion paper of July 2024: a language model stores no personal data, and rights of data subjects concern what a system takes in and puts out. Only queries decide; what comes out of the weights is shown beside it. The EDPB has since taken another view (Opinion 28/2024).',
};

const capability: View = {
  id: 'capability',
  title: 'capability of outputting personal information',
  channels: ['queries', 'weights'],
  remark:
    'AB 1008 asks whether a system is capable of outputting personal information. Attacks that need the weights count too: whether they should is for counsel to say.',
};

const all: View = {
  id: 'all-channels',
  title: 'every channel counts',
  channels: ['queries', 'weights'],
  remark: 'What comes out of the weights counts like what comes out of the replies.',
};

const voluntary = ['nist-ai', 'iso-42001', 'mitre-atlas'];

export const profiles: readonly Profile[] = [
  {
    id: 'eu',
    title: 'European Union',
    instruments: ['gdpr', 'edpb-28-2024', 'eu-ai-act', 'iso-42001', 'mitre-atlas'],
    deadline: { answer: { months: 1 }, extension: { months: 2 } },
    views: [edpbView, hamburgView],
    remarks: [
      'The AI Act rows are duties of providers of high-risk systems; whether a system is one is not decided here.',
    ],
  },
  {
    id: 'uk',
    title: 'United Kingdom',
    instruments: ['uk-gdpr', ...voluntary],
    deadline: { answer: { months: 1 }, extension: { months: 2 } },
    views: [all],
    remarks: ['Opinions of the EDPB do not bind here. Amendments of the UK GDPR were not checked.'],
  },
  {
    id: 'us-california',
    title: 'California',
    instruments: ['ccpa', 'ftc-disgorgement', ...voluntary],
    deadline: { answer: { days: 45 }, extension: { days: 45 } },
    views: [capability],
    remarks: [],
  },
  {
    id: 'us-federal',
    title: 'United States, federal',
    instruments: ['ftc-disgorgement', ...voluntary],
    deadline: null,
    views: [all],
    remarks: ['There is no general federal right to erasure; an order says what is due and when.'],
  },
  {
    id: 'generic',
    title: 'No jurisdiction',
    instruments: voluntary,
    deadline: null,
    views: [all],
    remarks: [],
  },
];
