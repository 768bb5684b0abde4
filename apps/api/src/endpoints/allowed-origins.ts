/**
 * The addresses this server may ask, as its operator lists them: whole origins, compared letter by letter. Everything
 * else is refused when it is registered and again before it is asked, so an address that was allowed once and is no
 * longer is not asked either.
 */
export class AllowedOrigins {
  readonly #origins: ReadonlySet<string>;

  /** @throws TypeError for what is no origin */
  constructor(list: readonly string[]) {
    this.#origins = new Set(list.map(originOf));
  }

  allows(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { origin, username, password } = new URL(url);
    return username === '' && password === '' && this.#origins.has(origin);
  }
}

function originOf(text: string): string {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed) || new URL(trimmed).origin !== trimmed.replace(/\/$/, '')) {
    throw new TypeError(
      `PALIMPSEST_ENDPOINTS: ${JSON.stringify(trimmed)} is no origin, such as https://models.example:8443`,
    );
  }
  return new URL(trimmed).origin;
}
