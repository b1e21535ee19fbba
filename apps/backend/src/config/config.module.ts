import { type DynamicModule, Module } from '@nestjs/common';
import type { BackendConfig } from './backend-config';

/** Gives every concern's settings to whoever asks for its class. */
@Module({})
export class ConfigModule {
  /** The values are parsed before Nest starts, so that all faults are told at once and nothing is half started. */
  static holding(config: BackendConfig): DynamicModule {
    const providers = config.map((values) => ({ provide: values.constructor, useValue: values }));
    return { module: ConfigModule, global: true, providers, exports: providers };
  }
}
