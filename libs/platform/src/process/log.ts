/** Structured logs on standard error, one JSON object per line, with what must not be read taken out. */
import { destination, pino, type Logger } from 'pino';

/** Fields whose value never reaches a log, at the top or one or two levels deep. */
const secret = ['authorization', 'password', 'key', 'token', 'secret', 'connectionString', 'answer', 'reply', 'prompt'];

/** @param level PALIMPSEST_LOG_LEVEL; info unless set */
export function createLog(app: string, level = process.env['PALIMPSEST_LOG_LEVEL'] ?? 'info'): Logger {
  const paths = secret.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino({ level, base: { app }, redact: { paths, censor: '[redacted]' } }, destination({ fd: 2, sync: true }));
}
