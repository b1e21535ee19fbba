export { AgentConfigurations } from './agent-configurations';
export { MediaAgentsModule } from './media-agents.module';
