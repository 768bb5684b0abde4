/** Keeps an API key for a server once the server knows it, and forgets it again. */
import type { LoginOptions } from '../commands/login.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { emit } from '../output/output.js';
import { askKey } from './ask-key.js';
import { addressOf, clientOf } from './connect.js';
import { dropLogin, keepLogin } from './servers-file.js';

/** @throws ProblemError when the server does not know the key; nothing is stored then */
export async function login({ options }: Invocation<LoginOptions>): Promise<void> {
  const server = addressOf(options);
  const key = await askKey(server, options.keyFile);
  const { actor, role, project: own } = await clientOf(options, key).readCaller();
  const project = options.project ?? own;
  await keepLogin({ server, key, project });
  const scope = project === null ? 'no project chosen: name one with --project' : `project ${project}`;
  await emit(
    options.json,
    { server, actor, role, project },
    () => `Logged in to ${server} as ${actor}: ${role}, ${scope}`,
  );
}

export async function logout({ options }: Invocation): Promise<void> {
  const server = addressOf(options);
  if (!(await dropLogin(server))) throw new UsageError(`You are not logged in to ${server}`);
  await emit(
    options.json,
    { server },
    () => `Forgot the key for ${server}. It stays valid until an administrator revokes it.`,
  );
}
