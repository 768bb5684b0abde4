/** OpenTelemetry's SDK, set up. Loaded only where traces are wanted. */
import { context, propagation, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import { engineVersion } from '../process/version.js';
import { reportingExporter } from './reporting-exporter.js';
import type { Tracing } from './start-tracing.js';

/** A collector that hangs holds up the end of a process no longer than this. */
const flushMs = 3_000;

export function startSdk(service: string, onTrouble: (reason: string) => void): Tracing {
  // What the machine and its command line are called is nobody's business: the operator's variables say what is.
  const own = resourceFromAttributes({ [ATTR_SERVICE_NAME]: service, [ATTR_SERVICE_VERSION]: engineVersion });
  const resource = defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }));
  // In batches, beside the work: what does not fit into the queue while the collector is away is dropped.
  const exporter = reportingExporter(new OTLPTraceExporter(), onTrouble);
  const provider = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
  provider.register();
  return {
    async stop() {
      await atMost(flushMs, provider.shutdown());
      for (const api of [trace, context, propagation]) api.disable();
    },
  };
}

/** Until `work` ends, well or badly, or the time is over. */
async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
