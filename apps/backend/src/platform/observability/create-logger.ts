import { Logger, PinoLogger } from 'nestjs-pino';
import { type DestinationStream, type LogFn, pino, stdSerializers } from 'pino';
import type { ProcessConfig } from '../../config/http.config';
import { LogSampler } from './log-sampler';
import { scrub } from './scrub';
import { standardOutput } from './standard-output';

/** Contexts in which Nest logs every module and route at each start. */
const CHATTER = new Set<unknown>(['InstanceLoader', 'RouterExplorer', 'RoutesResolver']);
const INFO = 30;

/**
 * Creates the log: one JSON object per line. Secrets are removed from the finished line, whatever logged them.
 * @param destination Default: standard output.
 */
export function createLogger(
  config: Pick<ProcessConfig, 'logLevel'>,
  destination: DestinationStream = standardOutput(),
): Logger {
  const sampler = new LogSampler();
  const logger = pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: withoutValues },
      hooks: {
        logMethod(args: Parameters<LogFn>, method, level) {
          const [fields, , failure] = args as unknown as [
            { context?: unknown; err?: unknown },
            unknown,
            unknown,
          ];
          const { context } = fields;
          // Nest's `error(message, failure)`: pino would treat the failure as a value of the message and leave it out.
          if (failure instanceof Error) fields.err ??= failure;
          if (level <= INFO && CHATTER.has(context)) return;
          const skipped = sampler.count(`${level} ${String(context)} ${lineOf(args)}`, level);
          if (skipped === null) return;
          if (skipped > 0 && typeof fields === 'object') Object.assign(fields, { skipped });
          method.apply(this, args);
        },
      },
    },
    { write: (line: string) => destination.write(scrub(line)) },
  );
  // pino-http would replace the serializers of the logger.
  const pinoHttp = { logger, serializers: { err: withoutValues }, wrapSerializers: false };
  return new Logger(new PinoLogger({ pinoHttp }), {});
}

/** The kind of a line, for sampling: its message, or the message of the failure. */
function lineOf([fields, message]: Parameters<LogFn>): string {
  if (typeof message === 'string') return message;
  const { err, msg } = (typeof fields === 'object' ? fields : {}) as {
    err?: { message?: unknown };
    msg?: unknown;
  };
  return String(msg ?? err?.message ?? fields);
}

// The error of a query has its parameters and, in `detail`, the conflicting values.
function withoutValues(error: Error): object {
  const { type, message, stack } = stdSerializers.err(error);
  const { code, constraint, cause } = error as { code?: unknown; constraint?: unknown; cause?: unknown };
  return {
    type,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(cause instanceof Error ? { cause: withoutValues(cause) } : {}),
  };
}
