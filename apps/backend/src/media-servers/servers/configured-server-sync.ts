import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { MediaServerEntity } from '../placement/media-server.entity';

/**
 * Copies the `MEDIAMTX_…` settings to the row of the configured media server, because the settings take precedence.
 * When they name a media server that already has a row of its own, that row becomes the configured one.
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
      if (row.apiUrl !== apiUrl || !isSame)
        await servers.update({ id: row.id }, { apiUrl, webrtcUrl, hlsUrl, rtspUrl });
      if (pathsByApi && row.pathsBy !== 'api') await servers.update({ id: row.id }, { pathsBy: 'api' });
    });
  }
}
