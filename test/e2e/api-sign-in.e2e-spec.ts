import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.js';

const issuer = 'https://people.example';
const audience = 'palimpsest';
let keys: CryptoKeyPair;
let provider: Server;
let server: TestServer;

beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  provider = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] }))).listen(0, '127.0.0.1');
  await new Promise((resolve) => provider.once('listening', resolve));
  const address = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/keys`;
  server = await startTestServer({ provider: { issuer, audience, keys: address } });
  await admin().post('/api/v1/projects').send({ id: 'acme', title: 'ACME' }).expect(201);
});
afterAll(async () => {
  await server.close();
  provider.close();
});

const as = (token: string) => request.agent(server.app.getHttpServer() as App).auth(token, { type: 'bearer' });
const admin = () => as(server.adminKey);

let people = 0;
async function person(role: string, project: string | null = 'acme') {
  const subject = `person-${people++}`;
  const made = await admin().post('/api/v1/users').send({ subject, role, project }).expect(201);
  return { subject, id: (made.body as { id: string }).id };
}

const claims = (subject: string, change: Readonly<Record<string, unknown>> = {}): JWTPayload => ({
  ...{ iss: issuer, aud: audience, sub: subject, exp: Math.floor(Date.now() / 1000) + 600 },
  ...change,
});
const signed = (payload: JWTPayload, key = keys.privateKey) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);

describe('signing in with a token', () => {
  it('makes a person who is let in a caller with their role and project', async () => {
    const { subject, id } = await person('reviewer');
    const me = await as(await signed(claims(subject)))
      .get('/api/v1/me')
      .expect(200);
    expect(me.body).toMatchObject({ actor: `user ${id}`, role: 'reviewer', project: 'acme' });
    await as(await signed(claims(subject)))
      .get('/api/v1/projects/acme/audits')
      .expect(200);
    await as(await signed(claims(subject)))
      .get('/api/v1/keys')
      .expect(403);
  });

  it('lets nobody in who is unknown or disabled', async () => {
    await as(await signed(claims('stranger')))
      .get('/api/v1/me')
      .expect(401);
    const { subject, id } = await person('admin');
    await admin().delete(`/api/v1/users/${id}`).expect(204);
    await as(await signed(claims(subject)))
      .get('/api/v1/me')
      .expect(401);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['for somebody else', { aud: 'another-app' }],
    ['by somebody else', { iss: 'https://elsewhere.example' }],
    ['that has expired', { exp: 1_000_000 }],
    ['that never expires', { exp: undefined }],
    ['that is not valid yet', { nbf: 4_000_000_000 }],
  ])('refuses a token %s', async (_, change) => {
    const { subject } = await person('reviewer');
    await as(await signed(claims(subject, change)))
      .get('/api/v1/me')
      .expect(401);
  });

  it('refuses a token that another key has signed, that nobody has signed, or whose claims were changed', async () => {
    const { subject } = await person('admin', null);
    const other = await generateKeyPair('RS256');
    const good = await signed(claims(subject));
    const [header, , signature] = good.split('.');
    const changed = Buffer.from(JSON.stringify(claims('person-0'))).toString('base64url');
    const tokens = [
      await signed(claims(subject), other.privateKey),
      new UnsecuredJWT(claims(subject)).encode(),
      `${header}.${changed}.${signature}`,
    ];
    for (const token of tokens) await as(token).get('/api/v1/me').expect(401);
  });

  it('does not take the public key for a shared secret', async () => {
    const { subject } = await person('admin', null);
    const pem = await exportSPKI(keys.publicKey);
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const content = `${encode({ alg: 'HS256', kid: 'one' })}.${encode(claims(subject))}`;
    const forged = `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`;
    await as(forged).get('/api/v1/me').expect(401);
  });

  it('fetches keys from the address that was set, whatever the token says', async () => {
    const { subject } = await person('admin', null);
    const other = await generateKeyPair('RS256');
    const jwk = await exportJWK(other.publicKey);
    const token = await new SignJWT(claims(subject))
      .setProtectedHeader({ alg: 'RS256', kid: 'mine', jku: 'http://127.0.0.1:9/keys', jwk })
      .sign(other.privateKey);
    await as(token).get('/api/v1/me').expect(401);
  });
});

describe('letting people in', () => {
  it('gives nobody more than the one who lets them in has', async () => {
    const { subject } = await person('admin');
    const projectAdmin = as(await signed(claims(subject)));
    await projectAdmin.post('/api/v1/users').send({ subject: 'a', role: 'auditor', project: 'acme' }).expect(201);
    await projectAdmin.post('/api/v1/users').send({ subject: 'b', role: 'admin', project: null }).expect(403);
    await projectAdmin.post('/api/v1/users').send({ subject: 'c', role: 'reviewer', project: 'other' }).expect(403);
  });

  it('shows an administrator of a project the people of that project only', async () => {
    const { subject } = await person('admin');
    const { id } = await person('admin', null);
    const projectAdmin = as(await signed(claims(subject)));
    const seen = await projectAdmin.get('/api/v1/users?limit=500').expect(200);
    const { items } = seen.body as { items: { project: string | null }[] };
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ project }) => project === 'acme')).toBe(true);
    await projectAdmin.delete(`/api/v1/users/${id}`).expect(404);
  });
});

it('keys come over https only, but on this machine', async () => {
  const { identityProvider } = await import('../../apps/api/src/http/identity-provider.js');
  expect(() => identityProvider({ issuer: 'http://people.example', audience })).toThrow('must come over https');
});
