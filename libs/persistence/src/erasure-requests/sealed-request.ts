/**
 * A request as it is kept: days and pseudonyms in the clear, reasons, which are free text, sealed under a key of the
 * request's own. Once that key is erased, a reason says so and nothing else.
 */
import type { ErasureRequest } from '@palimpsest/contracts';
import { seal, unseal, type EncryptionKey } from '@palimpsest/platform';
import type { DataKeys } from '../data-keys/data-keys.js';
import type { ErasureRequestRow } from '../database/request-tables.js';

export interface KeptRequest {
  readonly request: ErasureRequest;
  readonly createdAt: Date;
  readonly erasedAt: Date | null;
}

/** Whom the key of a request's reasons belongs to. */
export const requestOwner = (id: string): string => `request ${id}`;

/** What a change may write. */
export type RequestColumns = Omit<ErasureRequestRow, 'project' | 'createdAt' | 'erasedAt'>;

/** @param key of the request; asked for only when it has reasons */
export async function sealedRequest(
  { extension, answer, ...rest }: ErasureRequest,
  key: () => Promise<EncryptionKey>,
): Promise<RequestColumns> {
  const sealed = async (reason: string | null | undefined, column: ReasonColumn) =>
    typeof reason === 'string' ? seal(Buffer.from(reason), await key(), contextOf(rest.id, column)) : null;
  return {
    ...rest,
    extendedOn: extension?.on ?? null,
    extensionReason: await sealed(extension?.reason, 'extension'),
    answeredOn: answer?.on ?? null,
    outcome: answer?.outcome ?? null,
    answerReason: await sealed(answer?.reason, 'answer'),
  };
}

/** @throws EncryptionError when the master key is another, or a row was moved */
export async function openedRequest(row: ErasureRequestRow, keys: DataKeys): Promise<KeptRequest> {
  const { id, profile, received, due, extendedOn, answeredOn, outcome, createdAt, erasedAt } = row;
  const reasonOf = async (sealed: Buffer | null, column: ReasonColumn): Promise<string | null> => {
    if (!sealed) return null;
    if (erasedAt) return `erased on ${erasedAt.toISOString().slice(0, 10)}`;
    return unseal(sealed, await keys.keyOf(requestOwner(id)), contextOf(id, column)).toString();
  };
  const told = await reasonOf(row.extensionReason, 'extension');
  const extension = extendedOn === null || told === null ? null : { on: extendedOn, reason: told };
  const reason = await reasonOf(row.answerReason, 'answer');
  const answer = answeredOn === null || outcome === null ? null : { on: answeredOn, outcome, reason };
  const lists = { subjects: [...row.subjects], checkpoints: [...row.checkpoints], audits: [...row.audits] };
  return { request: { id, profile, received, due, extension, answer, ...lists }, createdAt, erasedAt };
}

type ReasonColumn = 'extension' | 'answer';
const contextOf = (id: string, column: ReasonColumn) => `reason of the ${column} of request ${id}`;
