/** The demo's own key, made in the database by whoever starts the server, and revoked when the demo is over. */
import { apiKeys, openDatabase, type Connection } from '@palimpsest/persistence';
import { createApiKey } from '@palimpsest/platform';

const lifetimeMs = 24 * 3_600_000;

export interface DemoKey {
  readonly text: string;
  revoke(): Promise<void>;
}

/** @param connection asked each time: the database may have been started again meanwhile */
export async function demoKey(connection: () => Connection): Promise<DemoKey> {
  const { record, text } = createApiKey({
    ...{ name: 'serve --demo', role: 'admin', project: null, scopes: null },
    expiresAt: Date.now() + lifetimeMs,
  });
  const change = async (work: (keys: ReturnType<typeof apiKeys>) => Promise<unknown>): Promise<void> => {
    const database = await openDatabase(connection());
    try {
      await work(apiKeys(database));
    } finally {
      await database.destroy();
    }
  };
  await change((keys) => keys.add(record));
  return { text, revoke: () => change((keys) => keys.revoke(record.id, new Date())) };
}
