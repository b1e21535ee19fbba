import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuthModule } from '../auth';
import { type BackendConfig, CONCERNS, SECRET_NAMES } from '../config/backend-config';
import { ConfigModule } from '../config/config.module';
import { readEnvironment } from '../config/read-environment';
import { readSettings } from '../config/read-settings';
import { PitsModule } from '../pits';
import { PlatformModule } from '../platform/platform.module';
import { RawRoutes } from '../platform/http/raw-routes';
import { WorkshopsModule } from '../workshops';

/** Modules that commands use. They work without a media server. */
@Module({ imports: [AuthModule, WorkshopsModule, PitsModule] })
class CommandModule {}

/**
 * Runs `work` with the providers of the backend on a migrated database. Requires only the settings that they use.
 * @param modules Additional modules that `work` needs.
 * @throws ConfigFaults
 */
export async function withBackend<T>(
  work: (backend: INestApplicationContext) => Promise<T>,
  modules: readonly Type[] = [],
): Promise<T> {
  const environment = readEnvironment(process.cwd(), SECRET_NAMES);
  const config = readSettings(
    // Commands sign no tokens, handle no requests and do not create the first admin.
    {
      ...environment,
      ACCESS_TOKEN_SECRET: environment['ACCESS_TOKEN_SECRET'] || 'x'.repeat(32),
      STREAM_TOKEN_SECRET: environment['STREAM_TOKEN_SECRET'] || 'y'.repeat(32),
      MEDIAMTX_HOOK_SECRET: environment['MEDIAMTX_HOOK_SECRET'] || 'z'.repeat(32),
      ADMIN_EMAIL: undefined,
      ADMIN_PASSWORD: undefined,
    },
    CONCERNS,
  ) as BackendConfig;
  const module = {
    module: CommandModule,
    imports: [ConfigModule.holding(config), PlatformModule.with(new RawRoutes()), ...modules],
  };
  const backend = await NestFactory.createApplicationContext(module, {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    return await work(backend);
  } finally {
    await backend.close();
  }
}
