import { type DynamicModule, Module } from '@nestjs/common';
import type { BackendConfig } from './backend-config';

/** Provides the settings of every concern by its class. */
@Module({})
export class ConfigModule {
  /** The values are parsed before Nest starts, so that all faults are reported together and nothing starts in part. */
  static holding(config: BackendConfig): DynamicModule {
    const providers = config.map((values) => ({ provide: values.constructor, useValue: values }));
    return { module: ConfigModule, global: true, providers, exports: providers };
  }
}
