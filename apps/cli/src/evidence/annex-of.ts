/** What is encrypted beside the evidence of an audit: its perturbations and, where asked for, the true answers. */
import { pseudonymOf, type StoredAudit } from '@palimpsest/audit';
import type { AttackFinding } from '@palimpsest/contracts';
import {
  perturbing,
  sealAnnex,
  type AnnexListing,
  type AnsweredQuestion,
  type SealedAnnex,
} from '@palimpsest/evidence';
import { UsageError } from '../failure.js';
import { recordedSources } from '../rerun/recorded-sources.js';
import { storedAudits } from '../state/stored-audits.js';

export interface AnnexWish {
  /** Public keys of age; nothing is encrypted without. */
  readonly recipients: readonly string[];
  readonly answers: boolean;
  readonly state: string;
}

/**
 * @throws UsageError when there is nothing to encrypt, or a perturbation is no longer stored
 * @throws AuditInputError when the data set of the answers is not registered here
 */
export async function annexOf(
  { record, findings }: StoredAudit,
  { recipients, answers, state }: AnnexWish,
): Promise<SealedAnnex | null> {
  if (recipients.length === 0) return null;
  const attacks = perturbing(findings);
  if (attacks.length === 0 && !answers)
    throw new UsageError('No attack of this audit left a perturbation, so there is nothing to encrypt (--annex-key)');
  const perturbations: { readonly finding: AttackFinding; readonly delta: Uint8Array }[] = [];
  for (const finding of attacks) perturbations.push({ finding, delta: await deltaOf(finding, state) });
  return sealAnnex({ perturbations, answers: answers ? await trueAnswers(record, state) : null }, recipients);
}

async function deltaOf({ key, artifacts }: AttackFinding, state: string): Promise<Uint8Array> {
  const found = artifacts.find(({ kind }) => kind === 'perturbation');
  const delta = found && (await storedAudits(state).store.artifacts.get(found.artifact.sha256));
  if (delta) return delta;
  throw new UsageError(`The perturbation of finding ${key.slice(0, 12)}… is no longer stored; leave --annex-key away`);
}

/** Of everybody to be forgotten, by data set; what a model replied was counted and dropped. */
async function trueAnswers(record: StoredAudit['record'], state: string): Promise<readonly AnsweredQuestion[]> {
  const dataset = await recordedSources(record, state).datasets.open(record.dataset.id);
  return dataset.items
    .filter(({ split }) => split === record.plan.dataset.forget)
    .map(({ subjectId, question, answer }) => ({
      ...{ subject: pseudonymOf(dataset.digest, subjectId), question, answer },
    }));
}

/** What may be told of an annex: for whom it is, and how much is in it. */
export const sharedBy = ({ recipients, perturbations, answers }: AnnexListing) => ({
  recipients: recipients.join(', '),
  perturbations: perturbations.length,
  answers: answers?.lines.length ?? 0,
});

export function annexText(listing: AnnexListing): string {
  const { recipients, perturbations, answers } = sharedBy(listing);
  const holds = `${perturbations} perturbations${answers > 0 ? ` and ${answers} true answers` : ''}`;
  return `annex: ${holds}, encrypted for ${recipients}; without their secret keys nothing of it can be recovered`;
}
