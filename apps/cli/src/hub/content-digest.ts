/** How the hub names contents: large files after their SHA-256, small ones as git does. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

export const contentDigest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sha256'), hex: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ kind: z.literal('git'), hex: z.string().regex(/^[0-9a-f]{40}$/) }),
]);
export type ContentDigest = z.infer<typeof contentDigest>;

export interface DigestCheck {
  update(bytes: Uint8Array): void;
  /** Whether all that was given is what was announced; asked once, at the end. */
  matches(): boolean;
}

export function digestCheck({ kind, hex }: ContentDigest, bytes: number): DigestCheck {
  const hash = createHash(kind === 'git' ? 'sha1' : 'sha256');
  if (kind === 'git') hash.update(`blob ${bytes}\0`);
  return { update: (chunk) => void hash.update(chunk), matches: () => hash.digest('hex') === hex };
}
