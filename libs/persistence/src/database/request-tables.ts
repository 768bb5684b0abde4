/** Requests of people to be erased, as TypeORM sees them. */
import { requestOutcomes, type RequestAnswer, type ServedCheckpoint } from '@palimpsest/contracts';
import { EntitySchema } from 'typeorm';
import { created, index, instant, json, key, nullable, oneOf, text } from './columns.js';
import { toProject } from './registration-tables.js';

export interface ErasureRequestRow {
  readonly project: string;
  readonly id: string;
  readonly profile: string;
  /** `YYYY-MM-DD`, like all days here. */
  readonly received: string;
  readonly due: string | null;
  /** Pseudonyms. */
  readonly subjects: readonly string[];
  readonly extendedOn: string | null;
  /** Sealed. */
  readonly extensionReason: Buffer | null;
  readonly answeredOn: string | null;
  readonly outcome: RequestAnswer['outcome'] | null;
  /** Sealed. */
  readonly answerReason: Buffer | null;
  readonly checkpoints: readonly ServedCheckpoint[];
  readonly audits: readonly string[];
  readonly createdAt: Date;
  readonly erasedAt: Date | null;
}

const day = (name?: string) => ({ type: 'date', ...(name ? { name } : {}) }) as const;
const sealed = (name: string) => ({ type: 'bytea', name }) as const;
const table = 'erasure_request';

export const erasureRequestTable = new EntitySchema<ErasureRequestRow>({
  name: table,
  columns: {
    project: key(),
    id: key(),
    profile: text(),
    received: day(),
    due: nullable(day()),
    subjects: json(),
    extendedOn: nullable(day('extended_on')),
    extensionReason: nullable(sealed('extension_reason')),
    answeredOn: nullable(day('answered_on')),
    outcome: nullable(text()),
    answerReason: nullable(sealed('answer_reason')),
    checkpoints: json(),
    audits: json(),
    createdAt: created,
    erasedAt: nullable(instant('erased_at')),
  },
  foreignKeys: [toProject(table)],
  checks: [
    oneOf(table, 'outcome', requestOutcomes),
    {
      name: `${table}_extension_check`,
      expression: '(extended_on IS NULL) = (extension_reason IS NULL)',
    },
    { name: `${table}_answer_check`, expression: '(answered_on IS NULL) = (outcome IS NULL)' },
  ],
  indices: [index(`${table}_by_age`), index(`${table}_by_urgency`)],
});
