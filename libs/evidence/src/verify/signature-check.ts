/** Who vouches for the bundle, and whether anything that was signed has changed since. */
import { envelope, isSignedBy } from '../crypto/dsse.js';
import { publicKeyPem, readPublicKey } from '../crypto/key-file.js';
import { outside } from '../bundle/manifest.js';
import { statementPayloadType } from '../bundle/statement.js';
import { failed, notChecked, passed, type Evidence, type Outcome } from './check.js';
import { read, textOf } from './read.js';

export async function checkSignature({ files, trusted }: Evidence): Promise<Outcome> {
  if (!files.has(outside.statement)) {
    return trusted.length > 0
      ? failed(`${outside.statement} is missing: the bundle is not signed`)
      : notChecked('the bundle is not signed: nobody vouches for it');
  }
  const sealed = read(files, outside.statement, envelope);
  if (sealed.payloadType !== statementPayloadType)
    return failed(`${outside.statement}: the payload is ${sealed.payloadType}, not an in-toto statement`);
  const enclosed = textOf(files, outside.publicKey);
  const own = await readPublicKey(enclosed);
  if (publicKeyPem(own) !== enclosed || !sealed.signatures.some(({ keyid }) => keyid === own.keyId))
    return failed(`${outside.publicKey} is not the key that ${outside.statement} names`);
  for (const key of trusted) {
    if (await isSignedBy(sealed, key)) return passed(`signed by ${key.keyId.slice(0, 16)}…, which you trust`);
  }
  if (trusted.length > 0) {
    const ids = sealed.signatures.map(({ keyid }) => `${keyid.slice(0, 16)}…`).join(', ');
    return failed(`${outside.statement}: no signature of a key that you trust; it names ${ids}`);
  }
  return (await isSignedBy(sealed, own))
    ? passed(`signed by ${own.keyId}: compare this with what the signer tells you elsewhere`)
    : failed(`${outside.statement}: the signature does not fit what was signed, or is by another key`);
}
