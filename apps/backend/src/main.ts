import './platform/bound-memory';
import 'reflect-metadata';
import { readBackendConfig, SECRET_NAMES, settingsOf } from './config/backend-config';
import { HttpConfig, ProcessConfig } from './config/http.config';
import { readEnvironment } from './config/read-environment';
import { explainFailure } from './platform/explain-failure';
import { createLogger } from './platform/observability/create-logger';

async function main(): Promise<void> {
  const config = readBackendConfig(readEnvironment(process.cwd(), SECRET_NAMES));
  const http = settingsOf(config, HttpConfig);
  const logger = createLogger(settingsOf(config, ProcessConfig));
  // Loaded once the settings are known to be right: telling their faults need not wait for the whole backend.
  const { createApp } = await import('./create-app.js');
  const app = await createApp(config, logger);
  app.enableShutdownHooks();
  await app.listen(http.port, http.host);
  logger.log(`Listening on ${http.host}:${http.port}, for browsers ${http.publicUrl}`, 'Main');
}

function end(error: unknown): void {
  process.stderr.write(`${explainFailure(error)}\n`, () => process.exit(1));
}

// Node would print the error as it is, secrets included.
process.on('uncaughtException', end);
main().catch(end);
