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
import { withDeadline } from '../../scheduling/with-deadline';
import { traceRequests } from './trace-requests';

/** Milliseconds between two log lines about traces that cannot be sent: every batch would log one. */
const LOG_INTERVAL_MS = 600_000;
/** Milliseconds that a shutdown waits for a receiver of traces. */
const SHUTDOWN_TIMEOUT_MS = 2000;

/** The receiver of traces. */
export interface Traces {
  /** Without `/v1/traces`. */
  readonly endpoint: string;
  readonly tracesHeaders: Readonly<Record<string, string>>;
  /** 0 to 1. */
  readonly tracedShare: number;
}

/** Traces requests and their PostgreSQL queries. */
export interface Tracing {
  /** Traces requests from now on, until the server closes. */
  follow(fastify: FastifyInstance): void;
}

/**
 * Starts tracing (OpenTelemetry). Call it before anything loads `pg`, whose functions it wraps. Statements are
 * recorded without their values, and only those of requests: background queries would be most of them.
 */
export function startTracing({ endpoint, tracesHeaders: headers, tracedShare }: Traces): Tracing {
  logRarely(new Logger('Tracing'));
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
      // Pending spans are sent before the process ends; a receiver that hangs must not delay that.
      fastify.addHook('onClose', () =>
        withDeadline(
          provider.shutdown().catch(() => undefined),
          SHUTDOWN_TIMEOUT_MS,
          () => undefined,
        ),
      );
    },
  };
}

function logRarely(logger: Logger): void {
  let loggedAt = -Infinity;
  const log = (message: string) => {
    if (performance.now() - loggedAt < LOG_INTERVAL_MS) return;
    loggedAt = performance.now();
    logger.warn(`Traces: ${message}`);
  };
  const nothing = () => undefined;
  const to = { error: log, warn: log, info: nothing, debug: nothing, verbose: nothing };
  diag.setLogger(to, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}
