/**
 * Keys that never leave their home: a command of one's own is handed the bytes on standard input and gives back the
 * signature, whether a smart card, a PKCS #11 token or a service in another house made it.
 */
import { spawn } from 'node:child_process';
import { publicKeyPem, readPublicKey, type Signer } from '@palimpsest/evidence';

/** A command that was to sign did not. */
export class CommandSignerError extends Error {
  override readonly name = 'CommandSignerError';
}

const signatureBytes = 64;
const mostBytes = 4096;
/** Long enough for somebody to touch a token or to type a PIN. */
const longestMs = 120_000;

/**
 * @param command program and arguments between spaces; no shell reads it
 * @param publicKey Ed25519, PEM: what the command gives back is verified with it
 * @throws SigningKeyError for the public key
 */
export async function commandSigner(
  command: string,
  publicKey: string,
  patienceMs = longestMs,
): Promise<Signer & { readonly publicKey: string }> {
  const key = await readPublicKey(publicKey);
  const verifier = await crypto.subtle.importKey('spki', Buffer.from(key.spki), 'Ed25519', false, ['verify']);
  return {
    keyId: key.keyId,
    publicKey: publicKeyPem(key),
    async sign(bytes) {
      const signature = signatureIn(await run(command, bytes, patienceMs));
      const fits = signature && (await crypto.subtle.verify('Ed25519', verifier, signature, Buffer.from(bytes)));
      if (!fits)
        throw failed('what it wrote is no Ed25519 signature by the public key that was given, raw or as base64');
      return new Uint8Array(signature);
    },
  };
}

function signatureIn(output: Buffer): Buffer<ArrayBuffer> | null {
  if (output.length === signatureBytes) return Buffer.from(output);
  const decoded = Buffer.from(output.toString('latin1').trim(), 'base64');
  return decoded.length === signatureBytes ? decoded : null;
}

/** What it says on standard error goes to whoever waits, or to the log: it may ask for a PIN. */
function run(command: string, input: Uint8Array, patienceMs: number): Promise<Buffer> {
  const [program = '', ...given] = command.split(' ').filter((part) => part !== '');
  return new Promise((resolve, reject) => {
    const child = spawn(program, given, {
      stdio: ['pipe', 'pipe', 'inherit'],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) child.kill();
      else chunks.push(chunk);
    });
    child.on('error', () => reject(failed(`${program} cannot be started`)));
    child.on('close', (code, signal) => {
      if (bytes > mostBytes) reject(failed('it wrote more than a signature'));
      else if (signal !== null) reject(failed(`it was stopped, or took longer than ${patienceMs / 1000} s`));
      else if (code !== 0) reject(failed(`it ended with code ${code}`));
      else resolve(Buffer.concat(chunks));
    });
    child.stdin.on('error', () => {
      // A command that does not read its input says by its output or its code what became of it.
    });
    child.stdin.end(input);
  });
}

const failed = (problem: string): CommandSignerError =>
  new CommandSignerError(`The command that signs signed nothing: ${problem}`);
