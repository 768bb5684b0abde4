/** From an Authorization header to who is asking: an API key of ours, or a token of the identity provider. */
import { apiKeys, keyRecordOf, users } from '@palimpsest/persistence';
import { checkApiKey, parseApiKey } from '@palimpsest/platform';
import type { Platform } from '../platform.js';
import { ProblemError } from './problem-error.js';
import type { Caller } from './request.js';

type Needs = Pick<Platform, 'database' | 'now' | 'identityProvider'>;

/** @throws ProblemError `unauthenticated` */
export async function authenticate(header: string | undefined, platform: Needs): Promise<Caller> {
  const [, text] = /^Bearer (\S+)$/.exec(header ?? '') ?? [];
  if (text === undefined) throw unauthenticated('Send an API key: Authorization: Bearer pal_….');
  const presented = parseApiKey(text);
  if (presented) return byKey(presented, platform);
  if (platform.identityProvider && text.split('.').length === 3) return byToken(text, platform);
  throw unauthenticated('This is no API key of Palimpsest; a key starts with pal_.');
}

async function byKey(
  presented: NonNullable<ReturnType<typeof parseApiKey>>,
  { database, now }: Needs,
): Promise<Caller> {
  const row = await apiKeys(database).find(presented.id);
  const record = row && keyRecordOf(row);
  const verdict = checkApiKey(record, presented, now().getTime());
  if (!verdict.valid) throw unauthenticated(`This API key is ${verdict.reason}. Ask an administrator for another.`);
  const { role, project, scopes } = record as NonNullable<typeof record>;
  return { actor: `key ${presented.id}`, role, project, scopes };
}

async function byToken(token: string, { database, identityProvider }: Needs): Promise<Caller> {
  const subject = await (identityProvider as NonNullable<typeof identityProvider>)(token);
  if (subject === null)
    throw unauthenticated('This token was not issued for Palimpsest, or has expired. Sign in again.');
  const user = await users(database).bySubject(subject);
  if (!user || user.disabledAt) throw unauthenticated('This person is not let in here. Ask an administrator.');
  return { actor: `user ${user.id}`, role: user.role, project: user.project, scopes: null };
}

const unauthenticated = (detail: string) =>
  new ProblemError('unauthenticated', detail, undefined, { 'www-authenticate': 'Bearer realm="palimpsest"' });
