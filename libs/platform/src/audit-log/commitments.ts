/**
 * What a salted entry commits to: every field by a digest under a salt of its own, so that a field can be shown or
 * withheld without the others, and what is withheld cannot be found by trying values.
 */
import { createHash, randomBytes } from 'node:crypto';
import { contentText, fieldSaltText, fieldText, logFields, type LogField } from '@palimpsest/contracts';

export type Fields = Readonly<Record<LogField, unknown>>;

/** 128 random bits, hexadecimal: one per entry. */
export const newSalt = (): string => randomBytes(16).toString('hex');

/** Lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const fieldSalt = (salt: string, field: LogField): string => sha256(fieldSaltText(salt, field));

export const commitment = (fields: Fields, field: LogField, salt: string): string =>
  sha256(fieldText(field, fields[field], fieldSalt(salt, field)));

/** Digest of all that an entry says. */
export const contentOf = (fields: Fields, salt: string): string =>
  sha256(
    contentText(
      Object.fromEntries(logFields.map((field) => [field, commitment(fields, field, salt)])) as Record<
        LogField,
        string
      >,
    ),
  );
