/** Lists come in pages; this goes through all of them. */
import type { CallOptions } from './methods.js';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

type Listing = { readonly cursor?: string } | undefined;

/**
 * Every row of a list, asking for a page when it is needed:
 * `for await (const audit of items(client.listAudits, { project: 'acme' })) …`
 */
export async function* items<In extends Listing, T>(
  list: (input: In, options?: CallOptions) => Promise<Page<T>>,
  input: NonNullable<NoInfer<In>>,
  options: CallOptions = {},
): AsyncGenerator<T, void, void> {
  let cursor: string | null = null;
  do {
    const page: Page<T> = await list(cursor === null ? input : { ...input, cursor }, options);
    yield* page.items;
    cursor = page.next;
  } while (cursor !== null);
}
