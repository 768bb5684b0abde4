/** A sentence put together from patterns, in English: what a filing holds as text. */
import type { AttackClass, ClaimConfidence, Message, MessageValue, Report } from '@palimpsest/contracts';
import { percent } from './given.js';

export const say = (pattern: string, values: Message['values'] = {}): Message => ({ pattern, values });

/** The pieces with one between any two of them. */
export const joined = (pieces: readonly (readonly Message[])[], between: string): Message[] =>
  pieces.flatMap((piece, index) => (index === 0 ? piece : [say(between), ...piece]));

/** A class of attack begins with a capital where the text does. @throws MessageError when a pattern names a value that is not there */
export function english(messages: readonly Message[], { targets }: Pick<Report, 'targets'>): string {
  return messages
    .map(({ pattern, values }, index) =>
      pattern.replace(/\{(\w+)\}/g, (_, name: string, at: number) => {
        const value = values[name];
        if (value === undefined) throw new MessageError(`"${pattern}" has no value for {${name}}`);
        const text = written(value, targets);
        return index + at === 0 && typeof value === 'object' && 'attackClass' in value ? capital(text) : text;
      }),
    )
    .join('');
}

/** A pattern and its values do not fit. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
}

function written(value: MessageValue, targets: Report['targets']): string {
  if (typeof value !== 'object') return String(value);
  if ('share' in value) return percent(value.share);
  if ('attackClass' in value) return classWords(value.attackClass);
  if ('channels' in value) return value.channels.join(', ');
  const target = targets.find(({ checkpoint }) => checkpoint === value.verdictOf);
  if (!target) throw new MessageError(`There is no target "${value.verdictOf}" whose verdict could be said`);
  return target.verdict.sentence;
}

const classWords = (attackClass: AttackClass) => attackClass.replace('-', ' ');
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A reason names no verdict. */
export const because = (level: ClaimConfidence['level'], ...messages: Message[]): ClaimConfidence => ({
  ...{ level, reason: english(messages, { targets: [] }), messages },
});
