/** `palimpsest serve --demo`: the demo's audit, asked for over HTTP. */
import { join, resolve } from 'node:path';
import { routes, type Report } from '@palimpsest/contracts';
import { readZooIndex, shippedZoo } from '@palimpsest/zoo';
import { AuditProgressView } from '../../audits/audit-progress.js';
import { reportJson, reportPlaces, type ReportFiles } from '../../audits/stored-report.js';
import type { Invocation } from '../../commands/invocation.js';
import type { ServeOptions } from '../../commands/serve.js';
import { demoPlanInput } from '../../demo/demo-plan.js';
import { contradictions, demoResult } from '../../demo/demo-result.js';
import { demoTable } from '../../demo/demo-table.js';
import { InterruptedError } from '../../failure.js';
import { emit } from '../../output/output.js';
import { duration } from '../../output/words.js';
import { writeFileAtomically } from '../../state/atomic-file.js';
import { stateArgument } from '../../state/state-folder.js';
import type { ServerReady } from '../local-server.js';
import { ApiClient } from './api-client.js';
import { demoKey } from './demo-key.js';
import { runOverHttp } from './run-over-http.js';

const project = 'demo';

/** @returns the exit code of `palimpsest demo` */
export async function demoOverHttp(
  { url, database }: ServerReady,
  { options, progress }: Invocation<ServeOptions>,
  signal: AbortSignal,
): Promise<number> {
  const start = performance.now();
  const zoo = await readZooIndex(shippedZoo);
  const key = await demoKey(() => database().connection);
  try {
    const client = new ApiClient(url, key.text, signal);
    const view = new AuditProgressView(progress, 'demo');
    const audit = await runOverHttp(client, { project, zoo, plan: demoPlanInput(zoo) }, view.show);
    const { report, files } = await fetchReport(client, audit.id, resolve(options.output));
    const seconds = (performance.now() - start) / 1000;
    await emit(options.json, demoResult(report, Math.round(10 * seconds) / 10), () =>
      [
        ...[...demoTable(report), '', `Took ${duration(1000 * seconds)}. Audit ${audit.id}.`],
        ...reportPlaces(files),
      ].join('\n'),
    );
    return contradictions(report).length > 0 ? 1 : 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    const command = `palimpsest serve --demo${stateArgument(options.state)}`;
    throw new InterruptedError(`what is finished is kept; go on with ${command}`, { cause: error });
  } finally {
    await key.revoke().catch(() => {}); // it ends by itself
  }
}

async function fetchReport(client: ApiClient, audit: string, folder: string) {
  const params = { project, audit };
  const report: Report = await client.call(routes.readReport, { params });
  const [html, json, pdf] = ['html', 'json', 'pdf'].map((ending) => join(folder, `report.${ending}`)) as [
    ...[string, string, string],
  ];
  await writeFileAtomically(json, reportJson(report));
  await writeFileAtomically(html, await client.text(routes.readReportPage, { params }));
  await writeFileAtomically(pdf, await client.bytes(routes.readReportPdf, { params }));
  return { report, files: { html, json, pdf, withheld: null } satisfies ReportFiles };
}
