/** Profiles and instruments, one line each. */
import { instruments, profiles } from '@palimpsest/compliance';
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { deadlineText } from './deadline-text.js';

export async function listCompliance({ options }: Invocation): Promise<void> {
  await emit(options.json, { profiles, instruments }, () =>
    [
      columns([
        ['profile', 'answer within', 'instruments', 'views'],
        ...profiles.map(({ id, deadline, instruments: those, views }) => [
          ...[id, deadlineText(deadline), those.join(', '), views.map((view) => view.id).join(', ')],
        ]),
      ]),
      '',
      columns([
        ['instrument', 'requirements', 'title'],
        ...instruments.map(({ id, title, requirements }) => [id, String(requirements.length), title]),
      ]),
      '',
      'Evidence for, not proof of, compliance; not legal advice.',
    ].join('\n'),
  );
}
