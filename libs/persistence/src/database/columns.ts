/** Kinds of columns and constraints that tables share. */
import type { EntitySchemaColumnOptions, EntitySchemaOptions } from 'typeorm';

type Column = EntitySchemaColumnOptions;
const named = (column: Column, name: string | undefined): Column => (name ? { ...column, name } : column);

/** Part of the primary key. */
export const key = (name?: string): Column => named({ type: 'text', primary: true }, name);
export const text = (name?: string): Column => named({ type: 'text' }, name);
export const digest = (name?: string): Column => named({ type: 'char', length: 64 }, name);
export const count = (name?: string): Column => named({ type: 'int', default: 0 }, name);
export const json = (): Column => ({ type: 'json' });
export const nullable = (column: Column): Column => ({ ...column, nullable: true });

/** Set by the database. */
export const now = (name: string): Column => ({ type: 'timestamptz', name, createDate: true });

/** Milliseconds are all that JavaScript keeps: a cursor must find the very row it came from. */
export const instant = (name: string): Column => ({ type: 'timestamptz', precision: 3, name });
export const created: Column = { ...now('created_at'), precision: 3 };

export type ForeignKey = NonNullable<EntitySchemaOptions<object>['foreignKeys']>[number];

export const oneOf = (table: string, column: string, values: readonly string[]) => ({
  name: `${table}_${column}_check`,
  expression: `${column} in (${values.map((value) => `'${value}'`).join(', ')})`,
});

/** Made by a migration; TypeORM has no words for it. */
export const index = (name: string) => ({ name, synchronize: false });
