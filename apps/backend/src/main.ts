import './platform/bound-memory';
import 'reflect-metadata';
import { readBackendConfig, SECRET_NAMES, settingsOf } from './config/backend-config';
import { HttpConfig, ProcessConfig } from './config/http.config';
import { MonitoringConfig } from './config/monitoring.config';
import { readEnvironment } from './config/read-environment';
import { explainFailure } from './platform/explain-failure';
import { createLogger } from './platform/observability/create-logger';

async function main(): Promise<void> {
  const config = readBackendConfig(readEnvironment(process.cwd(), SECRET_NAMES));
  const http = settingsOf(config, HttpConfig);
  const logger = createLogger(settingsOf(config, ProcessConfig));
  const { tracesEndpoint: endpoint, ...traces } = settingsOf(config, MonitoringConfig);
  // Before anything loads pg, whose calls are instrumented. Not loaded without an endpoint for traces.
  const tracing =
    endpoint === null
      ? null
      : (await import('./platform/observability/tracing/start-tracing.js')).startTracing({
          ...traces,
          endpoint,
        });
  // Loaded after the settings are validated, so that a fault in them is reported before the whole backend is loaded.
  const { createApp } = await import('./create-app.js');
  const app = await createApp(config, logger);
  tracing?.follow(app.getHttpAdapter().getInstance());
  app.enableShutdownHooks();
  await app.listen(http.port, http.host);
  logger.log(`Listening on ${http.host}:${http.port}, for browsers ${http.publicUrl}`, 'Main');
}

function end(error: unknown): void {
  process.stderr.write(`${explainFailure(error)}\n`, () => process.exit(1));
}

// Node would print the error unchanged, including secrets.
process.on('uncaughtException', end);
main().catch(end);
