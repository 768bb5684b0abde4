/** A plan becomes a verdict: exit codes, what is printed, what is stored, what can be done with it afterwards. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { comparison as comparisonSchema, report as reportSchema } from '@palimpsest/contracts';
import type { Ended } from '../support/command-line.js';
import { openWorkshop, type Workshop } from '../support/workshop.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const screening = {
  preset: 'screening',
  scoring: { maxNewTokens: 3, views: 1 },
  policy: { margin: 0.2, resamples: 1000 },
} as const;
const saysPorto = { name: 'says-porto', role: 'target' } as const;

interface Finished extends Ended {
  readonly result: { readonly audit: string; readonly exitCode: number; readonly verdict: string };
}

let shop: Workshop;
let leak: Finished;
let pass: Finished;

/** Runs a plan with `--json <file>`, which prints the text as well. */
async function runPlan(name: string, checkpoints: Parameters<Workshop['plan']>[0]['checkpoints']): Promise<Finished> {
  const plan = await shop.plan({ ...screening, name, checkpoints });
  const ended = await shop.run('audit', 'run', plan, '--workers', '1', '--json', `${name}.json`);
  return { ...ended, result: JSON.parse(await readFile(shop.at(`${name}.json`), 'utf8')) as Finished['result'] };
}

beforeAll(async () => {
  shop = await openWorkshop();
  leak = await runPlan('leaking', [
    { name: 'says-lisbon', role: 'target' },
    { name: 'says-porto', role: ['reference', 'matched-reference'] },
  ]);
  pass = await runPlan('forgot', [
    saysPorto,
    { name: 'random-a', role: 'reference' },
    { name: 'random-b', role: 'matched-reference' },
  ]);
});
afterAll(() => shop.remove());

describe('audit run', () => {
  it('ends with 100 for a leak, says so in a sentence and writes the report', async () => {
    expect(leak).toMatchObject({ code: 100, result: { exitCode: 100, verdict: 'leak' } });
    expect(leak.stdout).toMatch(/says-lisbon: leak\..*66\.7 points beyond every control/);
    expect(leak.stderr).toMatch(/leaking: done in \d+ s/);
    const report = shop.at('.palimpsest', 'reports', `${leak.result.audit}.html`);
    expect(leak.stdout).toContain(`Report: ${report}`);
    const [, pdf = ''] = /^PDF: +(.+)$/m.exec(leak.stdout) ?? [];
    expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await readFile(report, 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('ends with 0 when the target recovers no more than the references', () => {
    expect(pass).toMatchObject({ code: 0, result: { exitCode: 0, verdict: 'no-leak-above-bound' } });
    expect(pass.stdout).toContain('says-porto: no-leak-above-bound.');
  });

  it('ends with 101 without a reference', async () => {
    const open = await runPlan('alone', [saysPorto]);
    expect(open).toMatchObject({ code: 101, result: { exitCode: 101, verdict: 'inconclusive' } });
  });
});

describe('a stored audit', () => {
  it('is listed and shown, without anybody’s name', async () => {
    const list = await shop.run('audit', 'list', '--json');
    const rows = JSON.parse(list.stdout) as readonly { readonly audit: string }[];
    expect(rows.find(({ audit }) => audit === leak.result.audit)).toMatchObject({
      ...{ verdict: 'leak', targets: ['says-lisbon'], units: { finished: 4, planned: 4 } },
    });
    const shown = await shop.run('audit', 'show', leak.result.audit);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toContain('direct/clean/free');
    expect(shown.stdout).not.toMatch(/person-\d/);
  });

  it('is exported twice as the same bytes when asked to be reproducible, and fits the published schema', async () => {
    const argv = ['report', 'export', leak.result.audit, '--format', 'json', '--reproducible'];
    const once = await shop.run(...argv);
    await shop.run(...argv, '-o', 'again.json');
    expect(await readFile(shop.at('again.json'), 'utf8')).toBe(once.stdout);
    expect(() => reportSchema.parse(JSON.parse(once.stdout))).not.toThrow();
  });

  it('is compared with another one on the same people', async () => {
    const compared = await shop.run('compare', pass.result.audit, leak.result.audit);
    expect(compared).toMatchObject({ code: 0, stderr: '' });
    expect(compared.stdout).toContain('The two could be told apart.');
    expect(compared.stdout).toMatch(/says-lisbon +2 +\+66\.7 /);
    expect(compared.stdout).toMatch(/says-lisbon +100\.0 %.* \+100\.0 \[\+\d+\.\d, \+100\.0\] +< 0\.0001/);
    expect(compared.stdout).toContain('not measured: the audits have no detectors');
  });

  it('is compared on a page, in a table and as JSON that fits the published schema', async () => {
    const argv = ['compare', pass.result.audit, leak.result.audit, '--baseline', 'says-lisbon'];
    const { stdout } = await shop.run(...argv, '--json');
    expect(comparisonSchema.parse(JSON.parse(stdout))).toMatchObject({ baseline: 'says-lisbon' });
    expect((await shop.run(...argv, '-o', 'comparison.html')).stdout).toBe('comparison.html\n');
    expect(await readFile(shop.at('comparison.html'), 'utf8')).toMatch(/^<!doctype html>[^]*says-porto/);
    await shop.run(...argv, '-o', 'comparison.csv');
    const csv = await shop.run(...argv, '--format', 'csv');
    expect(csv.stdout).toMatch(/^quantity,target,from,/);
    expect(await readFile(shop.at('comparison.csv'), 'utf8')).toBe(csv.stdout);
  });

  it('is not compared with nobody, by nothing or elsewhere', async () => {
    const argv = ['compare', pass.result.audit, leak.result.audit];
    const nobody = await shop.run(...argv, '--baseline', 'nobody');
    expect(nobody).toMatchObject({ code: 1, stdout: '' });
    expect(nobody.stderr).toMatch(/nobody is no target of these audits. Choose one of "says-porto", "says-lisbon"/);
    expect((await shop.run(...argv, '--by', 'sua')).stderr).toMatch(/Rank by worst or by one of direct\/clean\/free/);
    const alone = await shop.run('compare', pass.result.audit);
    expect(alone.stderr).toContain('there is only one target');
    const server = await shop.run(...argv, '--server', 'http://127.0.0.1:9');
    expect(server.stderr).toContain('works on this machine only; leave --server away');
  });
});
