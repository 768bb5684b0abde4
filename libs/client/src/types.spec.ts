/** The types are strict: what follows `@ts-expect-error` does not compile. Checked by `npm run check`. */
import { expectTypeOf, describe, it } from 'vitest';
import type { AuditView, Finding as OurFinding, Report as OurReport } from '@palimpsest/contracts';
import type { Client } from './client.js';
import type { Audit, AuditEvent, Finding, Report } from './generated/types.js';
import { items } from './items.js';

describe('the client’s types', () => {
  it('say what a method gives', () => {
    expectTypeOf<Client['readAudit']>().returns.resolves.toEqualTypeOf<Audit>();
    expectTypeOf<Client['streamEvents']>().returns.toEqualTypeOf<AsyncIterable<AuditEvent>>();
    expectTypeOf<Client['readReportPage']>().returns.resolves.toBeString();
    expectTypeOf<Client['readReportPdf']>().returns.resolves.toEqualTypeOf<Uint8Array>();
    expectTypeOf<Client['readArtifact']>().returns.resolves.toEqualTypeOf<Uint8Array>();
    expectTypeOf<Client['revokeKey']>().returns.resolves.toBeVoid();
  });

  it('are those of the contract: what comes over the wire goes where ours does', () => {
    expectTypeOf<AuditView>().toExtend<Audit>();
    expectTypeOf<Report>().toExtend<OurReport>();
    expectTypeOf<Finding>().toExtend<OurFinding>();
  });

  it('refuse what a route does not take', () => {
    const calls = (client: Client) => [
      // @ts-expect-error the project is missing
      client.readAudit({ audit: 'a' }),
      // @ts-expect-error there is no such state
      client.listAudits({ project: 'p', state: 'lost' }),
      // @ts-expect-error a plan is named by its digest
      client.createAudit({ project: 'p', body: { name: 'x' } }),
      client.createAudit({ project: 'p', body: { plan: 'x' } }), // what has a default may be left away
      client.listProjects(), // nothing has to be given
      // @ts-expect-error only lists have items
      items(client.readAudit, { project: 'p', audit: 'a' }),
      items(client.listAudits, { project: 'p', plan: 'nightly' }),
    ];
    expectTypeOf(calls).toBeFunction();
  });
});
