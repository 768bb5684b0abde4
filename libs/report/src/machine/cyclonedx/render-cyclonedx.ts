/**
 * CycloneDX 1.6 (ECMA-424) as JSON, for whoever keeps bills of materials: checkpoints with their numbers, and
 * declarations that map each requirement of the policy to claims, counter claims and evidence. The newest version adds
 * nothing that a report says, and fewer tools read it.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, type Report } from '@palimpsest/contracts';
import { componentsOf, type HashedFile } from './components.js';
import { declarationsOf } from './declarations.js';
import { standardsOf, type Crosswalk } from './requirements.js';

export interface CycloneDxOptions {
  /** Files that lie beside the document and that claims rest on. */
  readonly files?: readonly HashedFile[];
  /** Files of checkpoints, by the checkpoint's name, where they are known one by one. */
  readonly checkpointFiles?: ReadonlyMap<string, readonly HashedFile[]>;
  /** Laws and standards whose requirements the verdict bears on. */
  readonly crosswalk?: readonly Crosswalk[];
}

/** The same report and options give the same bytes. */
export function renderCycloneDx(
  report: Report,
  { files = [], checkpointFiles = new Map(), crosswalk = [] }: CycloneDxOptions = {},
): string {
  const { generatedAt } = report.provenance;
  const content = {
    metadata: {
      ...(generatedAt !== null && { timestamp: generatedAt }),
      tools: { components: [{ type: 'application', name: 'Palimpsest', version: report.identity.engine }] },
      properties: [{ name: 'palimpsest:audit', value: report.identity.audit }],
    },
    components: componentsOf(report, checkpointFiles),
    declarations: declarationsOf(report, files, crosswalk),
    definitions: { standards: standardsOf(report, crosswalk) },
  };
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumberOf(content),
    version: 1,
    ...content,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A UUID of version 8 (RFC 9562, section 5.8): the first bytes of the content's SHA-256. */
function serialNumberOf(content: object): string {
  const bytes = createHash('sha256').update(canonicalJson(content)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}
