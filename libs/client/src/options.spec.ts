import { describe, expect, it } from 'vitest';
import { AddressError } from './errors.js';
import { checkedAddress, settingsOf } from './options.js';

describe('checkedAddress', () => {
  it.each([
    ['https://audits.example.org/', 'https://audits.example.org'],
    ['HTTPS://Audits.Example.org:443/below//', 'https://audits.example.org/below'],
    ['http://localhost:7265', 'http://localhost:7265'],
    ['http://127.0.0.1:7265', 'http://127.0.0.1:7265'],
    ['http://[::1]:7265/', 'http://[::1]:7265'],
  ])('takes %s', (given, address) => expect(checkedAddress(given)).toBe(address));

  it.each([
    ['http://audits.example.org', /readable for everybody/],
    ['http://127.0.0.1.example.org', /readable for everybody/],
    ['http://localhost.example.org', /readable for everybody/],
    ['http://10.0.0.7:7265', /readable for everybody/],
    ['https://me:word@audits.example.org', /holds a name or password/],
    ['https://audits.example.org/?a=1', /ends with \?/],
    ['ftp://audits.example.org', /no address of a server/],
    ['audits.example.org', /no address of a server/],
    ['', /no address of a server/],
  ])('refuses %j', (given, message) => {
    expect(() => checkedAddress(given)).toThrow(AddressError);
    expect(() => checkedAddress(given)).toThrow(message);
  });

  it('takes plain HTTP to another machine when that is allowed', () => {
    expect(checkedAddress('http://audits.test', { allowPlainHttp: true })).toBe('http://audits.test');
  });
});

describe('settingsOf', () => {
  it('refuses a key that cannot be sent, without repeating it', () => {
    const attempt = () => settingsOf({ server: 'https://a.test', key: 'pal_secret\n' });
    expect(attempt).toThrow('characters that no key has');
    expect(attempt).not.toThrow('secret');
  });
});
