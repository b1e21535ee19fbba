import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MediamtxConfig } from '../config/mediamtx.config';
import { MediaServerEntity } from './media-server.entity';

/**
 * Keeps the row of the configured media server equal to the settings: they are the truth of that one. Where they name
 * a server that has a row of its own already, that row is the configured one from now on.
 */
@Injectable()
export class KeepConfiguredServer implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: MediamtxConfig,
  ) {}

  /** Nest's start, before anything reads the servers. Backends that start together wait for each other at the row. */
  async onModuleInit(): Promise<void> {
    const { apiUrl, webrtcUrl, hlsUrl, rtspUrl } = this.config;
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
      const same = row.webrtcUrl === webrtcUrl && row.hlsUrl === hlsUrl && row.rtspUrl === rtspUrl;
      if (row.apiUrl !== apiUrl || !same)
        await servers.update({ id: row.id }, { apiUrl, webrtcUrl, hlsUrl, rtspUrl });
    });
  }
}
