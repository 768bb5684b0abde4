/** The JSON Schemas that are published beside the code, by file name. */
import { z } from 'zod';
import { comparisonJsonSchema } from './comparison.js';
import { filing } from './filing.js';
import { finding } from './finding.js';
import { planInput } from './plan.js';
import { policyFile } from './policies/policy-file.js';
import { progressEvent } from './progress.js';
import { reportJsonSchema } from './report.js';
import { rerun } from './rerun.js';

/** `{ 'report.schema.json': … }`; plan files name theirs in a `yaml-language-server` line. */
export function publishedSchemas(): Readonly<Record<string, Record<string, unknown>>> {
  return {
    'report.schema.json': reportJsonSchema(),
    'plan.schema.json': z.toJSONSchema(planInput, { io: 'input' }),
    'policy.schema.json': z.toJSONSchema(policyFile, { io: 'input' }),
    'filing.schema.json': z.toJSONSchema(filing),
    'finding.schema.json': z.toJSONSchema(finding),
    'progress.schema.json': z.toJSONSchema(progressEvent),
    'comparison.schema.json': comparisonJsonSchema(),
    'rerun.schema.json': z.toJSONSchema(rerun),
  };
}
