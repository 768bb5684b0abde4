import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildVerifierPage } from './build-page.js';
import { body, ids } from './markup.js';

let page: string;
beforeAll(async () => {
  page = await buildVerifierPage();
});

const between = (start: string, end: string) => page.slice(page.indexOf(start) + start.length, page.lastIndexOf(end));
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

describe('buildVerifierPage', () => {
  it('gives the same bytes again, so that a digest can be compared', async () => {
    expect(await buildVerifierPage()).toBe(page);
  });

  it('allows its own script and its own style, and nothing else', () => {
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${sha256(between('<script>', '</script>'))}'`,
      `style-src 'sha256-${sha256(between('<style>', '</style>'))}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('holds one script, which nothing in it ends early', () => {
    expect(page.match(/<\/?script/g)).toEqual(['<script', '</script']);
    expect(between('<script>', '</script>')).not.toContain('<!--');
  });

  it('names everything that its script looks for, once', () => {
    for (const id of Object.values(ids)) expect(body.split(`id="${id}"`)).toHaveLength(2);
  });

  it('keeps the licences of what its script holds', () => {
    for (const name of ['zod', 'pkijs', 'asn1js', '@noble/hashes'])
      expect(page).toMatch(new RegExp(`\\n${name}:\\n\\n[^]{0,200}(licen[cs]e|copyright)`, 'i'));
  });
});
