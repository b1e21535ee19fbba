import { Logger, PinoLogger } from 'nestjs-pino';
import { type DestinationStream, type LogFn, pino, stdSerializers } from 'pino';
import type { ProcessConfig } from '../../config/http.config';
import { scrub } from './scrub';

/** What Nest tells of every module and route at each start. */
const CHATTER = new Set<unknown>(['InstanceLoader', 'RouterExplorer', 'RoutesResolver']);
const INFO = 30;

/**
 * The log: one JSON object a line, secrets scrubbed from the finished line, whatever put them there.
 * @param destination Where lines go; standard output when absent.
 */
export function createLogger(
  config: Pick<ProcessConfig, 'logLevel'>,
  destination: DestinationStream = pino.destination(1),
): Logger {
  const logger = pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: withoutValues },
      hooks: {
        logMethod(args: Parameters<LogFn>, method, level) {
          const { context } = args[0] as unknown as { context?: unknown };
          if (level > INFO || !CHATTER.has(context)) method.apply(this, args);
        },
      },
    },
    { write: (line: string) => destination.write(scrub(line)) },
  );
  return new Logger(new PinoLogger({ pinoHttp: { logger } }), {});
}

// A failed query carries its parameters and, in `detail`, the values that collided.
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
