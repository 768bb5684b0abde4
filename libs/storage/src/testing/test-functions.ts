import type { describe as Describe, expect as Expect, it as It } from 'vitest';

/** Handed in, so that the library itself does not depend on a test runner. */
export interface TestFunctions {
  readonly describe: typeof Describe;
  readonly it: typeof It;
  readonly expect: typeof Expect;
}
