import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaAgentEntity } from '../placement/media-agent.entity';
import { MediaServerEntity } from '../placement/media-server.entity';

/**
 * Copies the `MEDIAMTX_…` settings to the row of the configured media server, because the settings take precedence.
 * When they name a media server that already has a row, that row becomes the configured one.
 */
@Injectable()
export class ConfiguredServerSync implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: MediamtxConfig,
  ) {}

  /** Runs before any provider reads the rows. Backends that start together wait for each other at the row lock. */
  async onModuleInit(): Promise<void> {
    const { apiUrl, webrtcUrl, hlsUrl, rtspUrl, pathsByApi } = this.config;
    await this.dataSource.transaction(async (manager) => {
      const servers = manager.getRepository(MediaServerEntity);
      const lock = { mode: 'pessimistic_write' } as const;
      const configured = await servers.findOneOrFail({ where: { isConfigured: true }, lock });
      const named = await servers.findOne({ where: { apiUrl }, lock });
      if (named && named.id !== configured.id) {
        await servers.update({ id: configured.id }, { isConfigured: false });
        await servers.update({ id: named.id }, { isConfigured: true });
      }
      const row = named ?? configured;
      const isSame = row.webrtcUrl === webrtcUrl && row.hlsUrl === hlsUrl && row.rtspUrl === rtspUrl;
      const hasMoved = row.apiUrl !== apiUrl;
      if (hasMoved || !isSame) await servers.update({ id: row.id }, { apiUrl, webrtcUrl, hlsUrl, rtspUrl });
      if (row.pathsBy === 'file' && (pathsByApi || hasMoved))
        await this.takeOver(manager, row.id, !pathsByApi);
    });
  }

  /**
   * Sets the paths by API from now on. At another address there may be a media server without an agent.
   * @param returns Whether the agent sets them again with its next report that it owns the file.
   */
  private async takeOver(manager: EntityManager, id: number, returns: boolean): Promise<void> {
    await manager.update(MediaServerEntity, { id }, { pathsBy: 'api' });
    if (returns) await manager.update(MediaAgentEntity, { mediaServerId: id }, { switchesAtReport: true });
  }
}
