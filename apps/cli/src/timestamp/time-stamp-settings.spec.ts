import { describe, expect, it } from 'vitest';
import { checkedAuthority, timeStampSettings } from './time-stamp-settings.js';

const hosts = { PALIMPSEST_TIMESTAMP_HOSTS: 'stamps.example.org, *.example.net' };
const check = (address: string, environment: NodeJS.ProcessEnv = hosts) =>
  checkedAuthority(address, timeStampSettings(environment)).href;

describe('the authority that may be asked', () => {
  it('is one whose host is named, over http or https', () => {
    expect(check('http://stamps.example.org')).toBe('http://stamps.example.org/');
    expect(check('https://a.example.net/tsr')).toBe('https://a.example.net/tsr');
  });

  it.each([
    ['http://other.example.org', hosts, /other\.example\.org is not among the hosts/],
    ['http://stamps.example.org:8080', hosts, /not among the hosts/],
    ['http://stamps.example.org', {}, /not among the hosts/],
    ['http://stamps.example.org', { ...hosts, PALIMPSEST_OFFLINE: '1' }, /nobody is asked while PALIMPSEST_OFFLINE/],
    ['ftp://stamps.example.org', hosts, /give the address of an authority/],
    ['http://me:secret@stamps.example.org', hosts, /^(?!.*secret).*give the address/],
    ['stamps', hosts, /give the address/],
  ])('is not %s with %j', (address, environment, says) => {
    expect(() => check(address, environment)).toThrow(says);
  });
});
