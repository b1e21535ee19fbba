import { createApp } from './create-app';
import { readBackendConfig, SECRET_NAMES, settingsOf } from './config/backend-config';
import { HttpConfig, ProcessConfig } from './config/http.config';
import { readEnvironment } from './config/read-environment';
import { ConfigFaults } from './config/read-settings';
import { DatabaseUnreachable } from './platform/database/data-source';
import { createLogger } from './platform/observability/create-logger';

async function main(): Promise<void> {
  const config = readBackendConfig(readEnvironment(process.cwd(), SECRET_NAMES));
  const http = settingsOf(config, HttpConfig);
  const logger = createLogger(settingsOf(config, ProcessConfig));
  const app = await createApp(config, logger);
  app.enableShutdownHooks();
  await app.listen(http.port, http.host);
  logger.log(`Listening on ${http.host}:${http.port}, for browsers ${http.publicUrl}`, 'Main');
}

/** What to tell of a failed start: one sentence where the reason is known, else all of it. */
function explain(error: unknown): string {
  if (error instanceof ConfigFaults || error instanceof DatabaseUnreachable) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program: stop it, or set PORT.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}: set PORT to 1024 or more.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}: correct HOST.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`, () => process.exit(1));
});
