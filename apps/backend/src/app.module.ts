import { type DynamicModule, Module } from '@nestjs/common';
import { AlertsModule } from './alerts';
import { AuthModule } from './auth';
import type { BackendConfig } from './config/backend-config';
import { ConfigModule } from './config/config.module';
import { DiagnosisModule } from './diagnosis';
import { LiveModule } from './live';
import { MediaModule } from './media';
import { PitsModule } from './pits';
import type { RequestsAhead } from './platform/http/requests-ahead';
import { PlatformModule } from './platform/platform.module';
import { StreamsModule } from './streams';
import { SystemModule } from './system';
import { WorkshopsModule } from './workshops';

/** The one list of modules, lowest floor first. */
@Module({
  imports: [
    AuthModule,
    WorkshopsModule,
    PitsModule,
    MediaModule,
    StreamsModule,
    DiagnosisModule,
    LiveModule,
    SystemModule,
    AlertsModule,
  ],
})
export class AppModule {
  /** @param ahead What is answered ahead of Fastify; the server asks the same object. */
  static with(config: BackendConfig, ahead: RequestsAhead): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.holding(config), PlatformModule.with(ahead)] };
  }
}
