import {
  type DynamicModule,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { AlertsModule } from './alerts';
import { AuthModule } from './auth';
import type { BackendConfig } from './config/backend-config';
import { ConfigModule } from './config/config.module';
import { TroubleshootingModule } from './troubleshooting';
import { EventStreams, EventsModule } from './events';
import { MediaModule } from './media';
import { AgentConfigurations, MediaAgentsModule } from './media-agents';
import { PitsModule } from './pits';
import { drainRequests } from './platform/http/drain-requests';
import type { RawRoutes } from './platform/http/raw-routes';
import { PlatformModule } from './platform/platform.module';
import { HookThread, StreamsModule } from './streams';
import { SystemModule } from './system';
import { WorkshopsModule } from './workshops';

/** The one list of modules, lowest floor first. */
@Module({
  imports: [
    AuthModule,
    WorkshopsModule,
    PitsModule,
    MediaModule,
    MediaAgentsModule,
    StreamsModule,
    TroubleshootingModule,
    EventsModule,
    SystemModule,
    AlertsModule,
  ],
})
export class AppModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly eventStreams: EventStreams,
    private readonly agentConfigurations: AgentConfigurations,
    private readonly hook: HookThread,
  ) {}

  /** Nest lifecycle hook: runs after those of all other modules, when the data for hook decisions is loaded. */
  async onApplicationBootstrap(): Promise<void> {
    await this.hook.untilAnswering();
  }

  /** Nest's shutdown hook, which runs before those of other modules: requests in progress still have their dependencies. */
  async onModuleDestroy(): Promise<void> {
    await drainRequests(this.host.httpAdapter.getHttpServer(), () => {
      this.eventStreams.endAll();
      this.agentConfigurations.endAll();
    });
    await this.hook.stop();
  }

  /** @param rawRoutes Routes that are answered before Fastify; the HTTP server uses the same object. */
  static with(config: BackendConfig, rawRoutes: RawRoutes): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.holding(config), PlatformModule.with(rawRoutes)] };
  }
}
