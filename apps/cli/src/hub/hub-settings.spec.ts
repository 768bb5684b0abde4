import { describe, expect, it } from 'vitest';
import { publicHosts } from './allowed-hosts.js';
import { hubSettings } from './hub-settings.js';

describe('hubSettings', () => {
  it('asks the public hub and its content network unless told', () => {
    const endpoint = 'https://huggingface.co';
    const hosts = [...publicHosts, 'huggingface.co'];
    expect(hubSettings({})).toEqual({ endpoint, hosts, token: null, offline: false });
  });

  it('may ask the endpoint that is named, and with named hosts only those', () => {
    const HF_ENDPOINT = 'https://mirror.example.org/hub/';
    const mirror = hubSettings({ HF_ENDPOINT });
    expect([mirror.endpoint, mirror.hosts.at(-1)]).toEqual(['https://mirror.example.org/hub', 'mirror.example.org']);
    const named = hubSettings({ HF_ENDPOINT, PALIMPSEST_HUB_HOSTS: ' a.example.org, *.b.example.org:8443,' });
    expect(named.hosts).toEqual(['a.example.org', '*.b.example.org:8443']);
  });

  it.each([{ PALIMPSEST_OFFLINE: '1' }, { HF_HUB_OFFLINE: '1' }, { HF_HUB_OFFLINE: 'TRUE' }])('is offline', (set) =>
    expect(hubSettings(set).offline).toBe(true),
  );

  it.each(['0', '', 'no'])('is not offline with %j', (PALIMPSEST_OFFLINE) =>
    expect(hubSettings({ PALIMPSEST_OFFLINE }).offline).toBe(false),
  );

  it.each(['hub', 'http://192.0.2.1', 'ftp://x.org', 'https://me:secret@x.org', 'https://x.org/?a'])(
    'refuses %s as an endpoint',
    (HF_ENDPOINT) => expect(() => hubSettings({ HF_ENDPOINT })).toThrow(/^HF_ENDPOINT(?!.*secret)/),
  );

  it('refuses a token that cannot be sent, without telling it', () => {
    expect(() => hubSettings({ HF_TOKEN: 'hf_se\ncret' })).toThrow(/^HF_TOKEN has characters that no token has/);
    expect(hubSettings({ HF_TOKEN: ' hf_secret\n' }).token).toBe('hf_secret');
  });
});
