import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseConfig } from '../../config/database.config';
import { requireSessions } from './check-sessions';
import { dataSourceOptions, openDataSource, startDeadlines } from './data-source';
import { LeaderElection } from './leader-election';
import { NotifyListener } from './notify-listener';
import { migrate } from './migrate';

/** PostgreSQL. The schema is migrated before anything else starts. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [DatabaseConfig],
      useFactory: (config: DatabaseConfig) => ({
        ...dataSourceOptions(config),
        autoLoadEntities: true,
        // `openDataSource` waits.
        retryAttempts: 1,
        retryDelay: 0,
      }),
      dataSourceFactory: async (options) => {
        if (!options) throw new Error('TypeORM was given no options.');
        const dataSource = await openDataSource(options);
        try {
          // Before the migrations, whose lock is a session lock too.
          if ('url' in options && options.url) await requireSessions(options.url);
          await migrate(dataSource);
          startDeadlines(dataSource);
          return dataSource;
        } catch (error) {
          await dataSource.destroy();
          throw error;
        }
      },
    }),
  ],
  providers: [NotifyListener, LeaderElection],
  exports: [NotifyListener, LeaderElection],
})
export class DatabaseModule {}
