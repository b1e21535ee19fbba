import { Controller, Get } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { SystemInfo } from '@ppf/contracts';
import { DataSource } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { MediaServers } from '../media-servers';
import { softwareVersion } from './software-version';

/** Facts about the installation for the dashboard. */
@Controller('system')
@RequirePermission('system:read')
export class SystemController {
  constructor(
    private readonly servers: MediaServers,
    private readonly config: MediamtxConfig,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** Returns the version of the software, whether there is sample data, and which media server is in use. */
  @Get()
  async show(@CurrentUser() principal: Principal): Promise<SystemInfo> {
    const health = this.servers.concerning(principal.workshopId);
    const [row] = await this.dataSource.query<{ exists: boolean }[]>(
      'SELECT EXISTS (SELECT 1 FROM workshop WHERE is_sample) AS exists',
    );
    return {
      version: softwareVersion(),
      sample_data: row?.exists ?? false,
      media_server: {
        kind: this.config.simulated ? 'simulator' : 'mediamtx',
        version: health.version,
        reachable: health.isReachable,
        auth: this.config.auth,
      },
    };
  }
}
