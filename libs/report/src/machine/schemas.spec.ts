/**
 * Every form for machines against the schema that its standard publishes: CycloneDX 1.6 (by the validator of its own
 * library), SARIF 2.1.0 (as a package of its authors ships it), JUnit (the XSD that build servers use) and our own
 * published schema of the report.
 */
import { readFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { reportExample, reportJsonSchema, type Report } from '@palimpsest/contracts';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import Draft4 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { renderCycloneDx } from './cyclonedx/render-cyclonedx.js';
import { renderJunit } from './junit.js';
import { renderSarif } from './sarif.js';

type Problems = readonly string[];
type Validate = (text: string) => Promise<Problems> | Problems;

const json = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as object;
const said = (errors: readonly ErrorObject[] | null | undefined): Problems =>
  (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);

const cycloneDx: Validate = async (text) => {
  const error = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  return error === null ? [] : said(error as readonly ErrorObject[]);
};

const sarifLog = (() => {
  // One of its patterns is none under the u flag.
  const ajv = new Draft4.default({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const path = import.meta.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  return ajv.compile(json(path));
})();
const sarif: Validate = (text) => (sarifLog(JSON.parse(text)) ? [] : said(sarifLog.errors));

const xsd = readFileSync(new URL('./schemas/junit-10.xsd', import.meta.url), 'utf8');
const junit: Validate = async (text) => {
  const { errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents: text }], schema: [xsd] });
  return errors.map(({ message }) => message);
};

const ownReport = (() => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv.compile(reportJsonSchema());
})();
const report: Validate = (text) => (ownReport(JSON.parse(text)) ? [] : said(ownReport.errors));

const forms: readonly (readonly [string, (report: Report) => string, Validate, (text: string) => string])[] = [
  ['CycloneDX', (given) => renderCycloneDx(given), cycloneDx, (text) => text.replace('"claims"', '"claim"')],
  ['SARIF', renderSarif, sarif, (text) => text.replace('"level": "error"', '"level": "bad"')],
  ['JUnit', renderJunit, junit, (text) => text.replace(/ name="verdict"/, '')],
  ['report.json', (given) => JSON.stringify(given), report, (text) => text.replace('"leak"', '"erased"')],
];

/** Nothing was tested, nothing was found: what is left out then must be allowed to be left out. */
const empty: Report = {
  ...reportExample,
  ...{ targets: [], recovery: [], utility: [], attacks: [], pictures: [], detectors: [], defenses: [], subjects: [] },
  ...{ notMeasured: [], limits: [], scope: { ...reportExample.scope, plugins: [] } },
};

describe.each(forms)('%s', (_, render, validate, damage) => {
  it('is valid for a report with a leak, a pass and an open question', async () => {
    expect(await validate(render(reportExample))).toEqual([]);
  });

  it('is valid for a report with nothing in it', async () => {
    expect(await validate(render(empty))).toEqual([]);
  });

  it('is not valid any more once it was damaged', async () => {
    const text = render(reportExample);
    expect(damage(text)).not.toBe(text);
    expect(await validate(damage(text))).not.toEqual([]);
  });
});
