/** What was signed speaks of this list, these checkpoints and this verdict. */
import { canonicalJson } from '@palimpsest/contracts';
import { envelope } from '../crypto/dsse.js';
import { fromBase64 } from '../crypto/base64.js';
import { outside } from '../bundle/manifest.js';
import { statement, statementOf } from '../bundle/statement.js';
import { failed, notChecked, passed, type Evidence, type Outcome } from './check.js';
import { read, readManifest, readReport, UnreadableError } from './read.js';

export async function checkStatement({ files }: Evidence): Promise<Outcome> {
  if (!files.has(outside.statement)) return notChecked('the bundle is not signed');
  const signed = statement.safeParse(payloadOf(read(files, outside.statement, envelope).payload));
  if (!signed.success) return failed(`${outside.statement}: what was signed is no statement about an audit`);
  const expected = await statementOf(readReport(files), readManifest(files));
  const differing = differences(signed.data, expected);
  return differing.length === 0
    ? passed(`${signed.data.subject.length} checkpoints, result ${signed.data.predicate.result}`)
    : failed(...differing.map((what) => `${outside.statement}: ${what} differs from what lies beside it`));
}

function payloadOf(payload: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64(payload)));
  } catch {
    throw new UnreadableError(`${outside.statement}: the payload is no JSON`);
  }
}

type Comparable = Awaited<ReturnType<typeof statementOf>>;

function differences(a: Comparable, b: Comparable): readonly string[] {
  const same = (x: unknown, y: unknown) => canonicalJson(x) === canonicalJson(y);
  const configured = (one: Comparable) => new Map(one.predicate.configuration.map((entry) => [entry.name, entry]));
  const [signed, found] = [configured(a), configured(b)];
  return [
    ...(same(a.subject, b.subject) ? [] : ['the list of audited checkpoints']),
    ...(same({ ...a.predicate, configuration: [] }, { ...b.predicate, configuration: [] }) ? [] : ['the result']),
    ...[...new Set([...signed.keys(), ...found.keys()])].filter(
      (name) => !same(signed.get(name) ?? null, found.get(name) ?? null),
    ),
  ];
}
