import { describe, expect, it } from 'vitest';
import { checkAllowed, publicHosts } from './allowed-hosts.js';

const check = (url: string, hosts: readonly string[] = publicHosts) => checkAllowed(new URL(url), hosts);

describe('checkAllowed', () => {
  it.each(['https://huggingface.co/x', 'https://cdn-lfs.hf.co/x', 'https://cas-bridge.xethub.hf.co/x'])(
    'allows %s',
    (url) => expect(() => check(url)).not.toThrow(),
  );

  it.each([
    ...['https://huggingface.co.example.org', 'https://nothf.co', 'https://hf.co@example.org', 'https://hf.co:8443'],
    ...['https://127.0.0.1', 'https://169.254.169.254/latest', 'https://[::1]'],
  ])('refuses %s', (url) => expect(() => check(url)).toThrow('name it in PALIMPSEST_HUB_HOSTS'));

  it.each(['http://huggingface.co', 'http://10.0.0.1', 'file:///etc/passwd', 'data:,x'])('refuses %s', (url) =>
    expect(() => check(url, ['huggingface.co', '10.0.0.1'])).toThrow('only https is followed'),
  );

  it('takes plain http from this machine alone, when it is named', () => {
    expect(() => check('http://127.0.0.1:8080', ['127.0.0.1:8080'])).not.toThrow();
    expect(() => check('http://127.0.0.1:8081', ['127.0.0.1:8080'])).toThrow('PALIMPSEST_HUB_HOSTS');
  });
});
