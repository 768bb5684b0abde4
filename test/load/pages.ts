/** What is asked: every list, every filter, pages far down, an audit's findings to the end, its report. */
import type { ApiClient } from '../support/api-client.js';
import { project } from '../chaos/campaign.js';
import type { Asked } from './latencies.js';

const audits = `/projects/${project}/audits`;

export async function pagesToAsk(
  client: ApiClient,
  samples: readonly string[],
  unit: string,
): Promise<readonly Asked[]> {
  const of = (rest: string) => samples.map((id) => `${audits}/${id}${rest}`);
  const deep = await cursorsOf(client, `${audits}?limit=50`);
  const findings = `${audits}/${samples[0]}/findings`;
  return [
    { what: 'audits, 50', paths: [audits] },
    { what: 'audits, 500', paths: [`${audits}?limit=500`] },
    { what: 'audits, deep pages of 50', paths: deep },
    ...['complete', 'failed', 'running'].map((state) => ({
      what: `audits, ${state}`,
      paths: [`${audits}?state=${state}`],
    })),
    ...['leak', 'inconclusive'].map((verdict) => ({
      what: `audits, ${verdict}`,
      paths: [`${audits}?verdict=${verdict}`],
    })),
    { what: 'audits, of one plan', paths: [`${audits}?plan=load-7`] },
    { what: 'audits, none found', paths: [`${audits}?plan=load-7&verdict=leak&state=failed`] },
    { what: 'audit', paths: of('') },
    { what: 'steps', paths: of('/steps') },
    { what: 'findings, 50', paths: of('/findings') },
    { what: 'findings, 500', paths: of('/findings?limit=500') },
    ...['answers', 'knowledge', 'gap'].map((kind) => ({
      what: `findings, ${kind}`,
      paths: of(`/findings?kind=${kind}`),
    })),
    { what: 'findings, one unit', paths: of(`/findings?unit=${unit}`) },
    { what: 'findings, export by 20', paths: await cursorsOf(client, `${findings}?limit=20`) },
    { what: 'report, JSON', paths: of('/report') },
    { what: 'log', paths: [`/projects/${project}/log?limit=500`] },
    { what: 'plans', paths: [`/projects/${project}/plans`] },
    { what: 'checkpoints', paths: [`/projects/${project}/checkpoints`] },
  ];
}

/** Every page of a list, first to last. */
async function cursorsOf(client: ApiClient, first: string): Promise<readonly string[]> {
  const paths = [first];
  for (;;) {
    const { next } = await client.get<{ next: string | null }>(paths.at(-1) as string);
    if (next === null) return paths;
    paths.push(`${first}&cursor=${next}`);
  }
}
