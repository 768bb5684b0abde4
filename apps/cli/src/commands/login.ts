/** `palimpsest login` and `palimpsest logout`. */
import type { Command } from 'commander';
import { showExamples } from './examples.js';
import { runs } from './invocation.js';

export interface LoginOptions {
  readonly keyFile?: string;
}

export function addLoginCommands(program: Command): void {
  const login = program
    .command('login')
    .description('Keep an API key for a server, after asking the server whether it is good. Only you can read it.')
    .option('--key-file <file>', 'file that holds the key; asked for, or read from standard input, unless given');
  showExamples(login, [
    ['palimpsest login --server https://audits.example.org', 'asks for the key without showing it'],
    ['palimpsest login --server https://audits.example.org --project acme --key-file key.txt', 'with a project'],
  ]);
  login.addHelpText('after', loginHelp);
  const logout = program.command('logout').description('Forget the API key of a server.');
  showExamples(logout, [['palimpsest logout --server https://audits.example.org', 'the key itself stays valid']]);
  runs<LoginOptions>(login, async (_, invocation) => (await import('../server/login.js')).login(invocation), anywhere);
  runs(logout, async (_, invocation) => (await import('../server/login.js')).logout(invocation), anywhere);
}

const anywhere = 'here-or-server';

const loginHelp = `
Kept in palimpsest/servers.json of XDG_CONFIG_HOME (~/.config unless set). Without a login, PALIMPSEST_API_KEY
is used; it goes before a login. PALIMPSEST_SERVER and PALIMPSEST_PROJECT stand for --server and --project.`;
