/** From options, environment and logins to a client and the project that is meant. */
import { checkedAddress, createClient, type Client } from '@palimpsest/client';
import type { GlobalOptions } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { readLogins } from './servers-file.js';

export interface Connection {
  readonly client: Client;
  readonly server: string;
  readonly project: string;
  /** What has to be typed behind a command so that it asks the same server. */
  readonly argument: string;
}

export type ServerOptions = Pick<GlobalOptions, 'server' | 'project' | 'plainHttp'>;

/** @throws UsageError, AddressError when it is not clear where to go; what the client throws when asking goes wrong */
export async function connect(options: ServerOptions): Promise<Connection> {
  const { client, server, usual } = await reach(options);
  const project = options.project ?? usual ?? (await client.readCaller()).project;
  if (!project) throw new UsageError(`The key of ${server} opens several projects; name one with --project`);
  return { client, server, project, argument: argumentOf(options, server, project) };
}

/** A server with no project in particular. */
export interface Reached extends Pick<Connection, 'client' | 'server'> {
  /** The project that was chosen at the login. */
  readonly usual: string | null;
}

/** @throws UsageError, AddressError when it is not clear where to go, or with which key */
export async function reach(options: ServerOptions): Promise<Reached> {
  const server = addressOf(options);
  const login = (await readLogins()).find((entry) => entry.server === server);
  const key = process.env['PALIMPSEST_API_KEY'] || login?.key;
  if (key) return { client: clientOf(options, key), server, usual: login?.project ?? null };
  const hint = `palimpsest login --server ${server}, or set PALIMPSEST_API_KEY`;
  throw new UsageError(`You are not logged in to ${server}; run ${hint}`);
}

/** @throws UsageError without --server; AddressError for one that the key is not sent to */
export function addressOf({ server, plainHttp = false }: ServerOptions): string {
  if (!server) throw new UsageError('Say which server: --server <address>, or PALIMPSEST_SERVER');
  return checkedAddress(server, { allowPlainHttp: plainHttp });
}

export const clientOf = (options: ServerOptions, key: string): Client =>
  createClient({ server: addressOf(options), key, allowPlainHttp: options.plainHttp ?? false });

const argumentOf = ({ plainHttp }: ServerOptions, server: string, project: string): string =>
  ` --server ${server} --project ${project}${plainHttp ? ' --plain-http' : ''}`;
