/** What a newcomer reads is there and speaks of what is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const folders = (path: string) =>
  readdirSync(new URL(path, root), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
const architecture = read('ARCHITECTURE.md');

describe.each(folders('libs/'))('libs/%s', (lib) => {
  it('is named in ARCHITECTURE.md', () => {
    expect(architecture).toMatch(new RegExp(`\`libs/${lib}\``));
  });

  it('has a README of one screen: purpose, imports, an example, how to add, how it is tested', () => {
    const readme = read(`libs/${lib}/README.md`);
    expect(readme.split('\n')[0]).toBe(`# ${lib}`);
    expect(readme.split('\n').length).toBeLessThanOrEqual(30);
    for (const part of [/may import/i, /`[^`]+\(|^ {4}\w/m, /\badd\b|\bnew\b/i, /\btest(s|ed)?\b/i])
      expect(readme).toMatch(part);
  });

  it('names no spec that is not there', () => {
    const named = [
      ...read(`libs/${lib}/README.md`).matchAll(/`((?:[\w./-]+\/)?[\w-]+\.(?:ort-)?(?:spec|cases)\.tsx?)`/g),
    ];
    const missing = named.map(([, path = '']) => path).filter((path) => !isThere(lib, path));
    expect(missing).toEqual([]);
  });
});

/** Relative to the lib, to its sources or to the whole. */
const isThere = (lib: string, path: string) =>
  [`libs/${lib}/${path}`, `libs/${lib}/src/${path}`, path].some((place) =>
    existsSync(fileURLToPath(new URL(place, root))),
  );

describe('ARCHITECTURE.md', () => {
  it('names no room that is not there', () => {
    const named = new Set([...architecture.matchAll(/`((?:libs|apps)\/[a-z-]+)`/g)].map(([, path = '']) => path));
    expect([...named].filter((path) => !existsSync(fileURLToPath(new URL(path, root))))).toEqual([]);
  });
});
