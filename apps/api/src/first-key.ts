/** The first boot: an installation without keys gets one administrator's key, which is told this once. */
import { apiKeys, type Database } from '@palimpsest/persistence';
import { createApiKey } from '@palimpsest/platform';

/** Two processes that boot together make one key: the other one finds it. @returns null when there are keys already */
export function firstKey(database: Database): Promise<string | null> {
  return database.transaction(async (manager) => {
    await manager.query("select pg_advisory_xact_lock(hashtextextended('first key', 0))");
    const keys = apiKeys(database);
    if (!(await keys.isEmpty())) return null;
    const given = { name: 'first administrator', role: 'admin', project: null, scopes: null, expiresAt: null } as const;
    const { record, text } = createApiKey(given);
    await keys.add(record);
    return text;
  });
}
