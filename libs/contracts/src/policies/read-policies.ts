/** The built-in policies as their YAML says. For `npm run sync` and its test; everybody else takes presets.ts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseStrict } from '../strict-parse.js';
import { policyFile, type PolicyFile } from './policy-file.js';

export const policyNames = ['demo', 'screening', 'standard', 'regulator'] as const;

/** @throws InvalidInputError naming the file and every wrong key */
export function readPolicies(): readonly PolicyFile[] {
  return policyNames.map((name) => {
    const file = new URL(`../../policies/${name}.yaml`, import.meta.url);
    return parseStrict(policyFile, parse(readFileSync(file, 'utf8')), `policies/${name}.yaml`);
  });
}

export const renderPolicies = (): string => `${JSON.stringify(readPolicies(), null, 2)}\n`;
