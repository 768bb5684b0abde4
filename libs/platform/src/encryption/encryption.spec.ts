import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { EncryptionError } from './encryption-error.js';
import { newDataKey, rewrapDataKey, unwrapDataKey } from './data-key.js';
import { encryptionKey, randomKey } from './encryption-key.js';
import { readMasterKey } from './read-key.js';
import { keyIdOf, seal, unseal } from './seal.js';

const key = randomKey();
const bytes = fc.uint8Array({ maxLength: 200 });

describe('seal', () => {
  it('opens again, for any bytes and any context', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (plain, context) => {
        expect([...unseal(seal(plain, key, context), key, context)]).toEqual([...plain]);
      }),
    );
  });

  it('does not open with any bit changed', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat(7), (plain, at, bit) => {
        const sealed = seal(plain, key, 'here');
        const place = at % sealed.length;
        sealed[place] = (sealed[place] ?? 0) ^ (1 << bit);
        expect(() => unseal(sealed, key, 'here')).toThrow(EncryptionError);
      }),
    );
  });

  it('does not open cut short, elsewhere, or with another key', () => {
    const sealed = seal(Buffer.from('Ada'), key, 'items/1/answer');
    for (let length = 0; length < sealed.length; length++) {
      expect(() => unseal(sealed.subarray(0, length), key, 'items/1/answer')).toThrow(EncryptionError);
    }
    expect(() => unseal(sealed, key, 'items/2/answer')).toThrow('it was changed, or belongs elsewhere');
    expect(() => unseal(sealed, randomKey(), 'items/1/answer')).toThrow('it was sealed with another key');
  });

  it('seals the same bytes differently each time', () => {
    const sealed = Array.from({ length: 100 }, () => seal(Buffer.from('Ada'), key, '').toString('hex'));
    expect(new Set(sealed).size).toBe(100);
  });

  it('opens what another implementation of AES-256-GCM sealed', () => {
    // Python's cryptography 50, AESGCM(bytes(range(32))).encrypt(bytes(12), b'Ada', b'\x01' + id + b'items/1/answer')
    const fixed = encryptionKey(
      Uint8Array.from({ length: 32 }, (_, i) => i),
      'test',
    );
    expect(fixed.id.toString('hex')).toBe('cbf4adc55ec0dc78');
    const sealed = Buffer.from(`01cbf4adc55ec0dc78${'00'.repeat(12)}47c4963c8e5a6ab0613e9853a4a99edd4fd8d4`, 'hex');
    expect(unseal(sealed, fixed, 'items/1/answer').toString()).toBe('Ada');
  });
});

describe('a data key', () => {
  it('outlives the master key that wrapped it', () => {
    const [old, next] = [randomKey(), randomKey()];
    const { key: data, wrapped } = newDataKey(old, 'audit 1');
    const sealed = seal(Buffer.from('Ada'), data, 'x');
    const rewrapped = rewrapDataKey(wrapped, old, next, 'audit 1');
    expect(keyIdOf(rewrapped)).toEqual(next.id);
    expect(unseal(sealed, unwrapDataKey(rewrapped, next, 'audit 1'), 'x').toString()).toBe('Ada');
    expect(() => unwrapDataKey(rewrapped, old, 'audit 1')).toThrow('sealed with another key');
  });

  it('opens for its owner alone', () => {
    const { wrapped } = newDataKey(key, 'audit 1');
    expect(() => unwrapDataKey(wrapped, key, 'audit 2')).toThrow(EncryptionError);
  });
});

describe('readMasterKey', () => {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-key-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const text = Buffer.alloc(32, 7).toString('base64');
  const keyFile = (name: string, content: string, mode: number): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    chmodSync(file, mode);
    return file;
  };

  it('reads a variable, and a file before a variable', () => {
    const other = Buffer.alloc(32, 8).toString('base64');
    const fromVariable = readMasterKey({ PALIMPSEST_KEY: text });
    const file = keyFile('key', `${other}\n`, 0o600);
    const fromFile = readMasterKey({ PALIMPSEST_KEY: text, PALIMPSEST_KEY_FILE: file });
    expect(fromFile.id).toEqual(readMasterKey({ PALIMPSEST_KEY: other }).id);
    expect(fromFile.id).not.toEqual(fromVariable.id);
  });

  it.each([
    ['no key at all', {}, 'there is none'],
    ['a short key', { PALIMPSEST_KEY: 'AAAA' }, 'has 32 bytes, this has 3'],
    ['a typo', { PALIMPSEST_KEY: `${text.slice(0, 5)}!${text.slice(6)}` }, 'this is not base64'],
    ['a missing file', { PALIMPSEST_KEY_FILE: join(folder, 'none') }, 'cannot be read (ENOENT)'],
  ])('refuses %s', (_, environment, message) => {
    expect(() => readMasterKey(environment)).toThrow(EncryptionError);
    expect(() => readMasterKey(environment)).toThrow(message);
  });

  it('refuses a file that others can read', () => {
    expect(() => readMasterKey({ PALIMPSEST_KEY_FILE: keyFile('open', text, 0o644) })).toThrow('mode 644');
  });

  it('shows no key in errors or when printed', () => {
    const wrong = text.slice(4);
    const message = (() => {
      try {
        readMasterKey({ PALIMPSEST_KEY: wrong });
      } catch (error) {
        return inspect(error);
      }
      return '';
    })();
    expect(message).toContain('EncryptionError');
    expect(message).not.toContain(wrong.slice(0, 8));
    const key = readMasterKey({ PALIMPSEST_KEY: text });
    const printed = `${inspect(key, { depth: 9, showHidden: true })} ${JSON.stringify(key)}`;
    for (const form of ['07 07', '0707', '7,7', '7, 7', text.slice(0, 8)]) expect(printed).not.toContain(form);
    expect(inspect(Buffer.alloc(32, 7))).toContain('07 07'); // as a leaked key would look
  });
});
