import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { MediaModule, PlanModule } from '../media';
import { MediaServersModule, PlacementModule } from '../media-servers';
import { AgentConfigurations } from './agent-configurations';
import { MediaAgentController, MediaAgentEnrolmentController } from './media-agent.controller';
import { MediaAgentCredentials } from './media-agent-credentials';
import { MediaAgentGuard } from './media-agent.guard';
import { MediaAgentMetrics } from './media-agent-metrics';
import { MediaServerAgentController } from './media-server-agent.controller';
import { SettingsCode } from './settings-code';
import { StoreAgentReport } from './store-agent-report';

/** Enrols media agents, gives them the desired configuration of their media server, and stores their reports. */
@Module({
  imports: [AuthModule, PlacementModule, MediaServersModule, PlanModule, MediaModule],
  controllers: [MediaAgentEnrolmentController, MediaAgentController, MediaServerAgentController],
  providers: [
    MediaAgentCredentials,
    MediaAgentGuard,
    AgentConfigurations,
    StoreAgentReport,
    SettingsCode,
    MediaAgentMetrics,
  ],
  exports: [AgentConfigurations],
})
export class MediaAgentsModule {}
