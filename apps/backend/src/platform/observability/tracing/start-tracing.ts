import { context, diag, DiagLogLevel, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { traceRequests } from './trace-requests';

/** Milliseconds between two lines about traces that cannot be sent: each batch would tell it again. */
const TELL_EVERY_MS = 600_000;

/** Where traces go. */
export interface Traces {
  /** Without `/v1/traces`. */
  readonly endpoint: string;
  readonly tracesHeaders: Readonly<Record<string, string>>;
  /** 0 to 1. */
  readonly tracedShare: number;
}

/** Traces requests and what they ask of PostgreSQL. */
export interface Tracing {
  /** From now on, until the server closes. */
  follow(fastify: FastifyInstance): void;
}

/**
 * Begins to trace (OpenTelemetry). Call it before anything loads `pg`, around whose calls it puts itself. Statements are
 * told without their values, and only those that a request makes: what runs in the background would be most of it.
 */
export function startTracing({ endpoint, tracesHeaders: headers, tracedShare }: Traces): Tracing {
  tellSometimes(new Logger('Tracing'));
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers: { ...headers } });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'ppf-monitoring' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(tracedShare) }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false });
  return {
    follow: (fastify) => {
      traceRequests(fastify);
      // What is traced and not sent yet goes out before the process ends; a receiver that hangs must not hold it up.
      fastify.addHook('onClose', () => inTime(provider.shutdown(), 2000));
    },
  };
}

function tellSometimes(logger: Logger): void {
  let toldAt = -Infinity;
  const tell = (message: string) => {
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    logger.warn(`Traces: ${message}`);
  };
  const nothing = () => undefined;
  const to = { error: tell, warn: tell, info: nothing, debug: nothing, verbose: nothing };
  diag.setLogger(to, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}

async function inTime(work: Promise<void>, ms: number): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
  await Promise.race([work.catch(() => undefined), late]);
}
