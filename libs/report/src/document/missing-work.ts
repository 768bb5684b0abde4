/** What is missing for several checkpoints for one reason is one line. */
import type { NotMeasuredRow, Report } from '@palimpsest/contracts';

export interface Missing extends NotMeasuredRow {
  /** Checkpoints it is missing for; none when it is about no checkpoint. */
  readonly names: readonly string[];
}

export function missingWork({ notMeasured, identity }: Report): readonly Missing[] {
  const groups = new Map<string, { readonly names: string[]; readonly what: string; readonly reason: string }>();
  for (const { what, reason } of notMeasured) {
    const name = identity.checkpoints.find((checkpoint) => what.startsWith(`${checkpoint.name}: `))?.name;
    const rest = name ? what.slice(name.length + 2) : what;
    const group = groups.get(`${rest}\n${reason}`) ?? { names: [], what: rest, reason };
    groups.set(`${rest}\n${reason}`, group);
    if (name) group.names.push(name);
  }
  return [...groups.values()];
}
