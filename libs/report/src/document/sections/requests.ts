/** Requests to be erased that a filing answers to: in time or not, whom the audit looked at, which copies it did not. */
import type { FiledRequest } from '@palimpsest/contracts';
import type { Cell, Section } from '../block.js';
import { filingWords, type FilingWords } from '../../words/filing-words.js';
import type { Telling } from '../telling.js';

export function requestsSection({ report: { filing }, locale }: Telling): Section | null {
  const { requests } = filing ?? { requests: [] };
  if (requests.length === 0) return null;
  const words = filingWords[locale];
  return {
    id: 'requests',
    title: words.requests,
    blocks: [
      {
        kind: 'table',
        caption: words.requestsCaption,
        head: words.requestHead,
        rows: requests.map((filed) => cellsOf(filed, words)),
        stacks: true,
      },
    ],
  };
}

function cellsOf({ request, standing, notAudited, checkpointsNotAudited }: FiledRequest, words: FilingWords): Cell[] {
  const { id, received, due, extension, answer, subjects, checkpoints } = request;
  const unless = (isAudited: boolean) => (isAudited ? [] : [{ kind: 'strong' as const, text: ` ${words.notAudited}` }]);
  return [
    { runs: [id] },
    { runs: [received] },
    { runs: [due ?? words.noDeadline], notes: extension ? [[`${extension.on}: ${extension.reason}`]] : [] },
    { runs: [answer?.on ?? words.noAnswer], notes: [[{ kind: 'strong', text: words.standing[standing] }]] },
    {
      runs: [],
      notes: subjects.map((subject) => [{ kind: 'code', text: subject }, ...unless(!notAudited.includes(subject))]),
    },
    {
      runs: [],
      notes: checkpoints.map(({ checkpoint, derivedFrom }) => [
        derivedFrom ? `${checkpoint}, ${words.derivation[derivedFrom.how]} ${derivedFrom.checkpoint}` : checkpoint,
        ...unless(!checkpointsNotAudited.includes(checkpoint)),
      ]),
    },
  ];
}
