import { Controller, Get, UseGuards } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { SystemInfo } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { AccessGuard } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { MediaServerHealth } from '../media';
import { softwareVersion } from './software-version';

/** What the dashboard tells of the installation. */
@Controller('system')
@UseGuards(AccessGuard)
export class SystemController {
  constructor(
    private readonly health: MediaServerHealth,
    private readonly config: MediamtxConfig,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** Tells the software's version, whether there is sample data, and which media server is in use. */
  @Get()
  async show(): Promise<SystemInfo> {
    const [row] = await this.dataSource.query<{ exists: boolean }[]>(
      'SELECT EXISTS (SELECT 1 FROM workshop WHERE is_sample) AS exists',
    );
    return {
      version: softwareVersion(),
      sample_data: row?.exists ?? false,
      media_server: {
        kind: this.config.simulated ? 'simulator' : 'mediamtx',
        version: this.health.version,
        reachable: this.health.isReachable,
        auth: this.config.auth,
      },
    };
  }
}
