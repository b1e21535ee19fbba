import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { MediamtxConfig } from '../config/mediamtx.config';
import { MediaAgentCredentials } from './media-agent-credentials';

/** Offers the code of the settings to the agent of the configured media server. */
@Injectable()
export class SettingsCode implements OnApplicationBootstrap {
  constructor(
    private readonly config: MediamtxConfig,
    private readonly credentials: MediaAgentCredentials,
  ) {}

  /** A code that was revoked is not offered again. */
  async onApplicationBootstrap(): Promise<void> {
    const { agentCode } = this.config;
    if (agentCode !== null) await this.credentials.offerSettingsCode(agentCode);
  }
}
