/** An exporter that says when its collector stops taking spans: once, until it takes some again. */
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import { errorNames } from './error-names.js';

export function reportingExporter(inner: SpanExporter, onTrouble: (reason: string) => void): SpanExporter {
  let isAway = false;
  return {
    export(spans, done) {
      inner.export(spans, (result) => {
        const failed = Number(result.code) !== 0; // 0 is success; the enum is in a package that the SDK keeps to itself
        if (failed && !isAway) onTrouble(`the collector takes no spans (${described(result.error)}); they are dropped`);
        isAway = failed;
        done(result);
      });
    },
    shutdown: () => inner.shutdown(),
  };
}

/** Its name and code: a message may hold the collector's answer. */
function described(error: (Error & { readonly code?: unknown }) | undefined): string {
  if (!error) return 'no reason given';
  const code = typeof error.code === 'string' || typeof error.code === 'number' ? ` ${error.code}` : '';
  return `${errorNames(error)[0]}${code}`;
}
