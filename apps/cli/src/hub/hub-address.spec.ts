import { describe, expect, it } from 'vitest';
import { parseHubAddress } from './hub-address.js';

describe('parseHubAddress', () => {
  it.each([
    ['hf:acme/llava', 'acme/llava', 'main'],
    ['hf:acme/llava-1.5_x@v1.2', 'acme/llava-1.5_x', 'v1.2'],
    ['hf:acme/llava@refs/pr/3', 'acme/llava', 'refs/pr/3'],
  ])('reads %s', (text, repository, revision) => expect(parseHubAddress(text)).toEqual({ repository, revision }));

  it.each([
    'hf:',
    'hf:acme',
    'hf:a/b/c',
    'hf:../b',
    'hf:a/..',
    'hf:a/b..c',
    'hf:a/.b',
    'hf:a/b?c',
    'hf:a/%2e',
    'hf:/b',
  ])('refuses %s, which could lead elsewhere', (text) =>
    expect(() => parseHubAddress(text)).toThrow(`${text}: expected hf:<org>/<name>`),
  );

  it.each(['hf:a/b@', 'hf:a/b@..', 'hf:a/b@x/../../y', 'hf:a/b@/x', 'hf:a/b@x@y', 'hf:a/b@x y'])('refuses %s', (text) =>
    expect(() => parseHubAddress(text)).toThrow('behind the @, give a branch, a tag or a commit of a/b'),
  );
});
