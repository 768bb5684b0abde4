/**
 * Whether an error says that the server is away rather than that something is wrong: whoever meets it tries again. It
 * is known by what drivers and server say, because errors of child processes arrive as a name and a sentence.
 */

/** Class 08 is the connection, 57P0x a shutdown or a start. https://www.postgresql.org/docs/18/errcodes-appendix.html */
const codes =
  /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const sentences = [
  /\b(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)\b/,
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/,
  /the database system is (starting up|shutting down|in recovery mode|not (yet )?accepting connections)/,
  /terminating connection (due to|because of)|server closed the connection|Query runner already released/,
];

export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A name with several addresses: an AggregateError of one refusal each, without a sentence.
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isLostConnection);
  const { code } = error as { readonly code?: unknown };
  return (typeof code === 'string' && codes.test(code)) || sentences.some((said) => said.test(error.message));
}
