import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { MediaServersModule } from '../media-servers';
import { MeasureVersion } from './measure-version';
import { SystemController } from './system.controller';

/** Facts about the installation. */
@Module({
  imports: [AuthModule, MediaServersModule],
  controllers: [SystemController],
  providers: [MeasureVersion],
})
export class SystemModule {}
