import { describe, expect, it } from 'vitest';
import { canonicalJson, CanonicalJsonError } from './canonical-json.js';
import { comparison } from './comparison.js';
import { comparisonExample } from './examples/comparison.example.js';
import { readPolicies } from './policies/read-policies.js';
import { builtInPolicies, presets } from './presets.js';
import { report } from './report.js';
import { reportExample } from './examples/report.example.js';
import { resolvePlan } from './resolve-plan.js';
import { publishedSchemas } from './schemas.js';

describe('canonicalJson', () => {
  it('spells equal values equally, whatever the order of their keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: 0.1, skipped: undefined })).toBe(
      '{"a":0.1,"b":[1,{"c":"é","d":null}]}',
    );
    expect(canonicalJson(-0)).toBe('0');
  });

  it('refuses what JSON cannot say, with the path', () => {
    expect(() => canonicalJson({ a: [Number.NaN] })).toThrow(new CanonicalJsonError('.a[0]', 'NaN'));
    expect(() => canonicalJson({ a: new Map() })).toThrow(CanonicalJsonError);
  });
});

describe('report', () => {
  it('accepts the example, which survives JSON', () => {
    expect(report.parse(JSON.parse(JSON.stringify(reportExample)))).toEqual(reportExample);
  });

  it('refuses a number without its interval', () => {
    const broken = { ...reportExample, utility: [{ ...reportExample.utility[0], accuracy: 0.5 }] };
    expect(report.safeParse(broken).success).toBe(false);
  });
});

describe('comparison', () => {
  it('accepts the example, which survives JSON', () => {
    expect(comparison.parse(JSON.parse(JSON.stringify(comparisonExample)))).toEqual(comparisonExample);
  });

  it('refuses a single target and a number without its interval', () => {
    const { targets, forgetUtility } = comparisonExample;
    expect(comparison.safeParse({ ...comparisonExample, targets: targets.slice(0, 1) }).success).toBe(false);
    const broken = { ...comparisonExample, forgetUtility: [{ ...forgetUtility[0], retain: 0.5 }] };
    expect(comparison.safeParse(broken).success).toBe(false);
  });
});

describe('publishedSchemas', () => {
  it('has a schema for plans, policies, findings, reports, progress, comparisons and reruns', () => {
    const schemas = publishedSchemas();
    expect(Object.keys(schemas)).toEqual([
      'report.schema.json',
      'plan.schema.json',
      'policy.schema.json',
      'filing.schema.json',
      'finding.schema.json',
      'progress.schema.json',
      'comparison.schema.json',
      'rerun.schema.json',
    ]);
    expect(Object.keys(schemas['report.schema.json']?.['properties'] as object).slice(0, 4)).toEqual([
      'schema',
      'title',
      'summary',
      'scope',
    ]);
  });
});

describe('presets', () => {
  it.each(Object.keys(presets))('%s resolves to a complete plan', (preset) => {
    const plan = resolvePlan({ name: 'x', preset, dataset: 'people', checkpoints: [{ name: 'a', role: 'target' }] });
    expect(plan.preset).toBe(preset);
    expect(plan.probes[0]?.id).toBe('direct');
  });
});

describe('built-in policies', () => {
  it('are what their YAML says (npm run sync)', () => {
    expect(builtInPolicies).toEqual(readPolicies());
  });

  it('name the policy and its version in the plan', () => {
    const plan = resolvePlan({ name: 'x', dataset: 'people', checkpoints: [{ name: 'a', role: 'target' }] });
    expect(plan.basedOn).toEqual({ policy: 'standard', version: presets.standard.basedOn?.version });
  });

  it('let every tier decide in standard and regulator', () => {
    for (const name of ['standard', 'regulator'] as const) {
      expect(presets[name].probes.filter(({ purpose }) => purpose === 'confirmatory').map(({ id }) => id)).toContain(
        'sampling',
      );
    }
  });
});
