import { describe, expect, it } from 'vitest';
import type { Command } from 'commander';
import { createProgram } from './program.js';

/** A command and everything below it, by what has to be typed. */
function all(command: Command, typed = command.name()): readonly { typed: string; command: Command }[] {
  return [{ typed, command }, ...command.commands.flatMap((sub) => all(sub, `${typed} ${sub.name()}`))];
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
}

const commands = all(createProgram());

describe('help', () => {
  it('covers every command of the vocabulary', () => {
    expect(commands.map(({ typed }) => typed.replace('palimpsest ', ''))).toEqual(
      expect.arrayContaining([
        ...['demo', 'doctor', 'compare', 'zoo list', 'zoo build', 'model add', 'model list', 'model show'],
        ...['dataset import', 'dataset list', 'dataset show', 'audit run', 'audit resume', 'audit show', 'audit list'],
        ...['report export', 'plugins list', 'plugins show', 'serve', 'login', 'logout', 'audit cancel'],
        ...['project add', 'project list', 'evidence export', 'verify', 'keys new'],
        ...['compliance list', 'compliance show', 'request add', 'request list', 'request show', 'request extend'],
        ...['request answer', 'request link', 'request due'],
      ]),
    );
  });

  it.each(commands)(
    'of `$typed` says what it is for, shows an example and the global options',
    ({ typed, command }) => {
      const help = helpOf(command);
      expect(command.description()).not.toBe('');
      expect(help).toContain('Examples:');
      expect(help).toContain(`$ ${typed}`);
      expect(help).toContain('--json [file]');
    },
  );

  it.each(commands)('of `$typed` has examples of commands that exist', ({ command }) => {
    const examples = [...helpOf(command).matchAll(/\$ (palimpsest .*)/g)].map(([, line]) => line ?? '');
    const known = commands.map(({ typed }) => typed);
    for (const example of examples) {
      expect(
        known.some((typed) => typed !== 'palimpsest' && example.startsWith(typed)),
        example,
      ).toBe(true);
    }
  });
});
