/** Reports for machines: what they hold is read back by other means than those that wrote it. */
import { filingExample, reportExample, type Report } from '@palimpsest/contracts';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { renderCrosswalkCsv } from './crosswalk-csv.js';
import { renderCsv } from './csv.js';
import type { Attestation, Claim, Component, Evidence, Standard } from './cyclonedx/parts.js';
import { renderCycloneDx } from './cyclonedx/render-cyclonedx.js';
import { renderJunit } from './junit.js';
import { renderSarif } from './sarif.js';

const confirmatory = reportExample.targets.flatMap(({ endpoints }) =>
  endpoints.filter(({ purpose }) => purpose === 'confirmatory'),
);
const unfiled = structuredClone(reportExample);
delete unfiled.filing;
const leaks = confirmatory.filter(({ isLeak }) => isLeak);

/** As one target with another verdict. */
const judged = (value: Report['summary']['verdict']): Report => ({
  ...reportExample,
  targets: reportExample.targets.slice(0, 1).map((target) => ({
    ...target,
    verdict: { ...target.verdict, value, sentence: `It is <${value}> & so on.` },
    endpoints: target.endpoints.map((endpoint) => ({ ...endpoint, isLeak: false })),
  })),
});

describe('CSV', () => {
  const lines = renderCsv(reportExample).trimEnd().split('\r\n');

  it('has a header, a row per endpoint, and as many cells in each', () => {
    const endpoints = reportExample.targets.flatMap((target) => target.endpoints);
    expect(lines).toHaveLength(1 + endpoints.length);
    const cells = lines[0]?.split(',').length;
    expect(cells).toBe(25);
    // A quoted cell may hold commas; it counts once.
    for (const line of lines) expect(line.replaceAll(/"(?:[^"]|"")*"/g, '').split(',')).toHaveLength(cells ?? 0);
  });

  it('writes numbers as they are and never a formula', () => {
    const [first] = reportExample.targets[0]?.endpoints ?? [];
    if (first?.leak.state === 'measured') expect(lines[1]).toContain(String(first.leak.estimate));
    const evil = {
      ...reportExample,
      targets: judged('leak').targets.map((target) => ({ ...target, checkpoint: '=1+1' })),
    };
    expect(renderCsv(evil)).toContain("'=1+1");
  });
});

describe('crosswalk CSV', () => {
  const [header, ...lines] = renderCrosswalkCsv(reportExample).trimEnd().split('\r\n');

  it('has a row per claim, and one for a requirement that nothing speaks to', () => {
    const claims = filingExample.rows.reduce((sum, row) => sum + Math.max(1, row.claims.length), 0);
    expect(lines).toHaveLength(claims);
    expect(lines[0]).toContain('evidence-against');
    expect(lines.at(-1)).toContain('out-of-scope');
    expect(lines.at(-1)).toContain(filingExample.rows.at(-1)?.cannotShow);
  });

  it('has a header alone without a filing', () => {
    expect(renderCrosswalkCsv(unfiled).trimEnd()).toBe(header);
  });
});

describe('JUnit', () => {
  it('fails a case per leak and one for each verdict that is no pass', () => {
    const xml = renderJunit(reportExample);
    const bad = reportExample.targets.filter(({ verdict }) => verdict.value !== 'no-leak-above-bound');
    expect(leaks.length).toBeGreaterThan(0);
    expect(xml.match(/<failure /g)).toHaveLength(leaks.length + bad.length);
    expect(xml.match(/<testcase /g)).toHaveLength(confirmatory.length + reportExample.targets.length);
  });

  it('fails nothing that passed, and escapes what it quotes', () => {
    expect(renderJunit(judged('no-leak-above-bound'))).not.toContain('<failure');
    expect(renderJunit(judged('inconclusive'))).toContain('It is &lt;inconclusive');
  });
});

describe('SARIF', () => {
  const read = (report: Report) => JSON.parse(renderSarif(report)) as Log;

  it('has an error per leak, under a rule that is there', () => {
    const [run] = read(reportExample).runs;
    const errors = run?.results?.filter(({ level }) => level === 'error') ?? [];
    expect(errors).toHaveLength(leaks.length);
    const rules = new Set(run?.tool.driver.rules?.map(({ id }) => id));
    for (const { ruleId } of run?.results ?? []) expect(rules).toContain(ruleId);
  });

  it('says pass of what passed and open of what is not known', () => {
    expect(read(judged('no-leak-above-bound')).runs[0]?.results).toMatchObject([{ kind: 'pass', level: 'none' }]);
    expect(read(judged('inconclusive')).runs[0]?.results).toMatchObject([{ kind: 'open', level: 'warning' }]);
  });

  it('has a taxonomy per instrument of a filing, and none without', () => {
    const taxonomies = read(reportExample).runs[0]?.taxonomies ?? [];
    expect(taxonomies.map(({ name }) => name)).toEqual(['gdpr', 'eu-ai-act']);
    expect(taxonomies.flatMap(({ taxa = [] }) => taxa.map(({ id }) => id))).toEqual(
      filingExample.rows.map(({ requirement }) => requirement),
    );
    expect(read(unfiled).runs[0]).not.toHaveProperty('taxonomies');
  });

  it('is the same bytes for the same report', () => {
    expect(renderSarif(reportExample)).toBe(renderSarif(reportExample));
  });
});

describe('CycloneDX', () => {
  interface Document {
    readonly serialNumber: string;
    readonly components: readonly Component[];
    readonly declarations: {
      readonly attestations: readonly Attestation[];
      readonly claims: readonly Claim[];
      readonly evidence: readonly Evidence[];
    };
    readonly definitions: { readonly standards: readonly Standard[] };
  }
  const read = (...given: Parameters<typeof renderCycloneDx>) => JSON.parse(renderCycloneDx(...given)) as Document;
  const document = read(reportExample);
  const mapped = (name: string, requirement: string) =>
    document.declarations.attestations[
      reportExample.targets.findIndex(({ checkpoint }) => checkpoint === name)
    ]?.map.find((entry) => entry.requirement === requirement);

  it('points at nothing that is not there, and names nothing twice', () => {
    const refs = [...JSON.stringify(document).matchAll(/"bom-ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect(new Set(refs).size).toBe(refs.length);
    const { attestations, claims } = document.declarations;
    const used = [
      ...attestations.flatMap(({ assessor, map }) => [
        assessor,
        ...map.flatMap((entry) => [entry.requirement, ...(entry.claims ?? []), ...(entry.counterClaims ?? [])]),
      ]),
      ...claims.flatMap(({ target, evidence }) => [target, ...evidence]),
      ...document.components.flatMap(
        ({ modelCard }) => modelCard?.modelParameters.datasets.map(({ ref }) => ref) ?? [],
      ),
    ];
    expect(used.length).toBeGreaterThan(0);
    for (const ref of used) expect(refs).toContain(ref);
  });

  it('takes a leak for a counter claim, a pass for a claim, and an open question for neither', () => {
    expect(mapped('idk-few', 'requirement:verdict')).toMatchObject({
      ...{ counterClaims: ['claim:idk-few/verdict'], conformance: { score: 0 } },
    });
    expect(mapped('reference-2', 'requirement:tier-3')).toMatchObject({
      ...{ claims: ['claim:reference-2/tier-3'], conformance: { score: 1 } },
    });
    const open = mapped('npo', 'requirement:verdict');
    expect(open?.confidence).toEqual({ score: 0, rationale: 'sua: zero-gradient' });
    expect(Object.keys(open ?? {})).toEqual(['requirement', 'confidence']);
  });

  it('says of a tier that nobody tested why there is nothing to say', () => {
    expect(mapped('reference-2', 'requirement:tier-1')).toEqual({
      requirement: 'requirement:tier-1',
      confidence: { score: 0, rationale: 'no confirmatory probe of this tier in the plan' },
    });
  });

  it('has every measured number of a target with its interval, and no number for what was not measured', () => {
    const [target] = reportExample.targets;
    const [first] = target!.endpoints;
    const unmeasured = { ...first!, leak: { state: 'not-measured' as const, reason: 'nobody was asked' } };
    const report = { ...reportExample, targets: [{ ...target!, endpoints: [unmeasured] }] };
    const card = read(report).components.find(({ name }) => name === target!.checkpoint)?.modelCard;
    expect(card?.quantitativeAnalysis?.performanceMetrics.map(({ type }) => type)).toEqual([
      'recovery on held-out people',
    ]);
    expect(card?.properties).toEqual([{ name: `palimpsest:not-measured:${first!.id}`, value: 'nobody was asked' }]);
  });

  it('lets a verdict bear on the requirements of others without scoring conformance with them', () => {
    const crosswalk = [{ id: 'gdpr', name: 'GDPR', requirements: [{ identifier: 'art-17', text: 'Erasure' }] }];
    const { declarations, definitions } = read(reportExample, { crosswalk });
    expect(definitions.standards[1]).toMatchObject({ name: 'GDPR', requirements: [{ identifier: 'art-17' }] });
    const entries = declarations.attestations.map(({ map }) => map.at(-1));
    expect(entries).toEqual([
      { requirement: 'requirement:gdpr/art-17', counterClaims: ['claim:idk-few/verdict'] },
      { requirement: 'requirement:gdpr/art-17', confidence: { score: 0, rationale: 'sua: zero-gradient' } },
      { requirement: 'requirement:gdpr/art-17', claims: ['claim:reference-2/verdict'] },
    ]);
  });

  it('names files that claims rest on, and files of checkpoints, by their digests', () => {
    const file = { path: 'findings.jsonl', sha256: 'ab'.repeat(32) };
    const given = {
      files: [file],
      checkpointFiles: new Map([['npo', [{ path: 'config.json', sha256: 'cd'.repeat(32) }]]]),
    };
    const { components, declarations } = read(reportExample, given);
    const hashes = [{ alg: 'SHA-256', content: 'ab'.repeat(32) }];
    for (const { externalReferences } of declarations.claims)
      expect(externalReferences).toEqual([{ type: 'evidence', url: 'findings.jsonl', hashes }]);
    expect(components.find(({ name }) => name === 'npo')?.components).toHaveLength(1);
    expect(declarations.evidence.find((one) => one['bom-ref'] === 'evidence:findings')?.data[0]?.contents.url).toBe(
      'findings.jsonl',
    );
  });

  it('has a serial number that follows from what it says', () => {
    expect(renderCycloneDx(reportExample)).toBe(renderCycloneDx(reportExample));
    const other = read({ ...reportExample, limits: ['another limit'] });
    expect(other.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(other.serialNumber).not.toBe(document.serialNumber);
  });
});
