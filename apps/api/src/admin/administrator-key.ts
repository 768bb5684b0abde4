/** A key for an administrator who has none, made by whoever may open the database. */
import { apiKeys, type Database } from '@palimpsest/persistence';
import { createApiKey } from '@palimpsest/platform';

export interface NewAdministratorKey {
  readonly id: string;
  /** Cannot be had again. */
  readonly text: string;
}

/** @param expiresAt milliseconds since 1970; null never ends */
export async function administratorKey(
  database: Database,
  { name, expiresAt }: { readonly name: string; readonly expiresAt: number | null },
): Promise<NewAdministratorKey> {
  const { record, text } = createApiKey({ name, role: 'admin', project: null, scopes: null, expiresAt });
  await apiKeys(database).add(record);
  return { id: record.id, text };
}
