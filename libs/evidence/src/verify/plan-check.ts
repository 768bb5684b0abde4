/** The plan is the one whose digest was fixed before the first result, wherever that digest stands. */
import { canonicalJson } from '@palimpsest/contracts';
import { sha256 } from '../crypto/sha256.js';
import { failed, passed, type Evidence, type Outcome } from './check.js';
import { readFindings, readManifest, readPlan, readReport } from './read.js';

export async function checkPlan({ files }: Evidence): Promise<Outcome> {
  const [plan, report, manifest] = [readPlan(files), readReport(files), readManifest(files)];
  const digest = await sha256(canonicalJson(plan));
  const others = readFindings(files).filter((row) => row.plan !== digest).length;
  const problems = [
    ...(report.identity.plan === digest ? [] : ['report.json names another plan']),
    ...(canonicalJson(report.plan) === canonicalJson(plan)
      ? []
      : ['the plan in report.json is another than plan.json']),
    ...(manifest.inputs.plan === digest ? [] : ['manifest.json names another plan']),
    ...(others === 0 ? [] : [`findings.jsonl: ${others} findings belong to another plan`]),
  ];
  return problems.length > 0 ? failed(...problems) : passed(`plan ${digest.slice(0, 16)}…`);
}
