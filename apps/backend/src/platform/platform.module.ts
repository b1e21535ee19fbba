import { type DynamicModule, Global, Module } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from './clock';
import { Sealing } from './crypto/sealing';
import { DatabaseModule } from './database/database.module';
import { RequestLimits } from './http/request-limits';
import { RawRoutes } from './http/raw-routes';
import { HealthController } from './http/health.controller';
import { MeasureProcess } from './observability/metrics/measure-process';
import { Metrics } from './observability/metrics/metrics';
import { Readiness } from './observability/readiness';
import { RowFaults } from './observability/row-faults';

/** Technology without product words, for every module. */
@Global()
@Module({
  imports: [DatabaseModule],
  controllers: [HealthController],
  providers: [Clock, Sealing, Readiness, Metrics, MeasureProcess, RowFaults, RequestLimits],
  exports: [Clock, Sealing, Readiness, Metrics, RowFaults, RequestLimits],
})
export class PlatformModule {
  constructor(readiness: Readiness, @InjectDataSource() dataSource: DataSource) {
    readiness.require('database', async () => {
      await dataSource.query('SELECT 1');
      return true;
    });
  }

  /** @param rawRoutes Routes that are answered before Fastify; the HTTP server uses the same object. */
  static with(rawRoutes: RawRoutes): DynamicModule {
    const provider = { provide: RawRoutes, useValue: rawRoutes };
    return { module: PlatformModule, providers: [provider], exports: [provider] };
  }
}
