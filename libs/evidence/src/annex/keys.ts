/**
 * Keys of age as people keep them: recipients, which encrypt and may be told to anybody, and identities, which decrypt.
 * Neither is ever repeated in an error: somebody may give the one for the other.
 */
import { AnnexError } from './annex-error.js';

const makeOne = 'make a pair with age-keygen -o key.txt, which prints the recipient, age1…';

/** @throws AnnexError unless each is a recipient; twice the same is once */
export async function readRecipients(given: readonly string[]): Promise<readonly string[]> {
  const { Encrypter } = await import('age-encryption');
  const recipients = [...new Set(given.map((recipient) => recipient.trim()))];
  for (const [index, recipient] of recipients.entries()) {
    const which = `Recipient ${index + 1}`;
    if (/^AGE-SECRET-KEY-/i.test(recipient))
      throw new AnnexError(`${which} is a secret key: keep it where only its owner can read it, and give its age1…`);
    try {
      new Encrypter().addRecipient(recipient);
    } catch {
      throw new AnnexError(`${which} is no recipient of age, or was mistyped; ${makeOne}`);
    }
  }
  return recipients;
}

/**
 * @param text as age-keygen writes it: a secret key a line, and lines of remarks
 * @throws AnnexError when there is none, or one that cannot be used
 */
export async function readIdentities(text: string): Promise<readonly string[]> {
  const { Decrypter } = await import('age-encryption');
  if (/^(age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE-----)/.test(text))
    throw new AnnexError('The identity file is itself encrypted; decrypt it first: age -d key.age > key.txt');
  const lines = text.split('\n').map((line) => line.trim());
  const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (identities.length === 0) throw new AnnexError(`The identity file holds no AGE-SECRET-KEY-1…; ${makeOne}`);
  for (const identity of identities) {
    try {
      new Decrypter().addIdentity(identity);
    } catch {
      const line = lines.indexOf(identity) + 1;
      throw new AnnexError(`The identity file, line ${line}: no secret key of age, AGE-SECRET-KEY-1…; ${makeOne}`);
    }
  }
  return identities;
}
