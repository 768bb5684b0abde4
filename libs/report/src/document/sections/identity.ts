/** Which exact bytes were looked at. */
import type { Section } from '../block.js';
import { cell, code } from '../runs.js';
import type { Telling } from '../telling.js';

export function identitySection({ report, words }: Telling): Section {
  const { identity, plan } = report;
  const { identity: say } = words;
  const row = (what: string, digest: string, detail: string) => [cell(what), cell(code(digest)), cell(detail)];
  return {
    id: 'identity',
    title: say.title,
    blocks: [
      {
        kind: 'table',
        stacks: true,
        caption: say.caption,
        head: say.head,
        rows: [
          row(say.plan, identity.plan, say.audit(identity.audit)),
          row(say.dataset, identity.dataset.digest, identity.dataset.id),
          ...identity.checkpoints.map(({ name, digest, family, roles }) =>
            row(name, digest, [family, ...roles.map((role) => words.roles[role])].join(', ')),
          ),
          row(say.findings, identity.findings, words.byline.engine(identity.engine)),
        ],
      },
      {
        kind: 'fold',
        summary: [say.hashed],
        isOpen: false,
        isDeep: true,
        blocks: [{ kind: 'preformatted', text: JSON.stringify(plan, null, 2) }],
      },
    ],
  };
}
