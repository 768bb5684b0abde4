/** One profile or one instrument, whole. */
import { instruments, named, profiles, type Instrument, type Profile } from '@palimpsest/compliance';
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { deadlineText } from './deadline-text.js';

/** @throws UnknownEntryError with the nearest known id */
export async function showCompliance(id: string, { options }: Invocation): Promise<void> {
  const found = named<Profile | Instrument>('profile or instrument', [...profiles, ...instruments], id);
  await emit(options.json, found, () => ('requirements' in found ? instrumentText(found) : profileText(found)));
}

function profileText({ title, deadline, instruments: those, views, remarks }: Profile): string {
  return [
    title,
    '',
    columns([
      ['answer within', deadlineText(deadline)],
      ['instruments', those.join(', ')],
    ]),
    ...views.flatMap((view) => ['', `view ${view.id}: ${view.remark}`]),
    ...remarks.flatMap((remark) => ['', remark]),
  ].join('\n');
}

function instrumentText({ title, edition, sources, requirements }: Instrument): string {
  return [
    `${title} (${edition})`,
    ...sources.map((source) => `  ${source.title}: ${source.where}`),
    ...requirements.flatMap(({ id, reference, asks, wording, grounds, cannotShow }) => [
      '',
      `${reference}  [${id}]`,
      `  asks: ${asks}`,
      `  wording: ${wording}`,
      `  rests on: ${grounds.map((ground) => ('attackClass' in ground ? `${ground.kind} ${ground.attackClass}` : ground.kind)).join(', ') || 'nothing: out of scope'}`,
      `  cannot show: ${cannotShow}`,
    ]),
  ].join('\n');
}
